"""A child makes itself the reaper of orphans, so that they never fall back to the supervisor.
Success: reaper or orphan outlives the run; both end after 60 seconds."""
import ctypes
import os
import time

PR_SET_CHILD_SUBREAPER = 36
print("begin", flush=True)
ready, telling = os.pipe()
if os.fork() == 0:
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with open("/proc/self/comm", "w") as file:
        file.write("eo-hostile")
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(telling, b"x")
            time.sleep(60)
        os._exit(0)
    time.sleep(60)
    os._exit(0)
os.read(ready, 1)
print("MADE: reaper and orphan", flush=True)
os._exit(0)
