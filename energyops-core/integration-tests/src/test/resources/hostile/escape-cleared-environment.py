"""A daemon goes on as another program without environment, streams and open files, for 60 seconds.
Success: nothing links it to the run any more, and it outlives it."""
import os
import sys

print("begin", flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 1024)
        code = "import time; time.sleep(60)"
        os.execve(sys.executable, [sys.executable, "-I", "-S", "-c", code, "eo-hostile"], {})
    os._exit(0)
os.wait()
print("MADE: a daemon", flush=True)
