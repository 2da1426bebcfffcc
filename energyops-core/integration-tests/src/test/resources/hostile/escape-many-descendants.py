"""Leaves 200 descendants, each the child of the one before and in a session of its own, for 60 seconds.
Success: one of them outlives the run."""
import os
import time

print("begin", flush=True)
start = time.monotonic()
reader, writer = os.pipe()
if os.fork() == 0:
    with open("/proc/self/comm", "w") as file:
        file.write("eo-hostile")
    for _ in range(200):
        os.write(writer, b"x")
        try:
            if os.fork():
                break
        except OSError:
            break
        os.setsid()
    os.close(writer)
    os.close(reader)
    time.sleep(max(0, 60 - (time.monotonic() - start)))
    os._exit(0)
os.close(writer)
made = 0
while True:
    chunk = os.read(reader, 200)
    if not chunk:
        break
    made += len(chunk)
print("MADE: %d descendants" % made, flush=True)
os._exit(0)
