"""Ends at once, but a child in a session of its own prints a dot every 50 ms for 60 seconds.
Success: a grace that starts again with each chunk never ends."""
import os
import time

print("begin", flush=True)
if os.fork() == 0:
    os.setsid()
    with open("/proc/self/comm", "w") as file:
        file.write("eo-hostile")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            os.write(1, b".\n")
        except OSError:
            pass
        time.sleep(0.05)
    os._exit(0)
os._exit(0)
