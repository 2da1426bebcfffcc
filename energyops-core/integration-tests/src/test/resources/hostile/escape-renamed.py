"""A daemon takes the name of a kernel thread and overwrites its command line, for 60 seconds.
Success: whoever looks for names does not find it, and it outlives the run."""
import ctypes
import os
import time

PR_SET_NAME = 15
print("begin", flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(PR_SET_NAME, b"kworker/9:9h", 0, 0, 0)
        with open("/proc/self/stat") as file:
            fields = file.read().rsplit(") ", 1)[1].split()
        # Fields 48 and 49 are where the arguments begin and end; not every kernel shows them.
        start, end = int(fields[45]), int(fields[46])
        if 0 < start < end:
            ctypes.memset(start, 0, end - start)
        time.sleep(60)
    os._exit(0)
os.wait()
print("MADE: a daemon", flush=True)
