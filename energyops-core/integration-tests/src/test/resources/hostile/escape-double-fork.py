"""Forks twice with a session between, as daemons do, and ends; the daemon lives for 60 seconds.
Success: the daemon outlives the run."""
import os
import time

print("begin", flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open("/proc/self/comm", "w") as file:
            file.write("eo-hostile")
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        time.sleep(60)
    os._exit(0)
os.wait()
print("MADE: a daemon", flush=True)
