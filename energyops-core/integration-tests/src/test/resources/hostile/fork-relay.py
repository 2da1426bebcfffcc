"""Each process starts the next and ends, so that whoever looks finds only the dead; 18 seconds long.
Success: the relay is seen running after the end of the run."""
import os
import time

print("begin", flush=True)
with open("/proc/self/comm", "w") as file:
    file.write("eo-hostile")
until = time.monotonic() + 18
if os.fork():
    time.sleep(18)
    print("RELAYED: 18 seconds", flush=True)
    os._exit(0)
while time.monotonic() < until:
    try:
        if os.fork():
            os._exit(0)
    except OSError:
        pass
    time.sleep(0.002)
os._exit(0)
