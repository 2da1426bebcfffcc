"""Stops itself: a stopped process takes TERM only when it goes on.
Success: it is still there, stopped, after the run."""
import os
import signal
import time

with open("/proc/self/comm", "w") as file:
    file.write("eo-hostile")
print("begin", flush=True)
# A helper ends it after 60 seconds if nobody else does.
stopped = os.getpid()
if os.fork() == 0:
    time.sleep(60)
    if os.getppid() == stopped:
        os.kill(stopped, signal.SIGKILL)
    os._exit(0)
os.kill(stopped, signal.SIGSTOP)
print("CONTINUED: after the stop", flush=True)
