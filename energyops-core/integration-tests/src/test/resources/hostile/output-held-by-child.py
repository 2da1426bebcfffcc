"""Ends at once, but a silent child in a session of its own holds both streams open for 60 seconds.
Success: the run waits for the child, or the child lives on."""
import os
import time

print("begin", flush=True)
if os.fork() == 0:
    os.setsid()
    with open("/proc/self/comm", "w") as file:
        file.write("eo-hostile")
    time.sleep(60)
    os._exit(0)
os._exit(0)
