"""Four children print 10 MiB each, on both streams: the cap is of the run, not of a process.
Success: all of it is taken."""
import os

print("begin", flush=True)
for number in range(4):
    if os.fork() == 0:
        for _ in range(160):
            os.write(1 + number % 2, (b"x" * 63 + b"\n") * (1 << 10))
        os._exit(0)
statuses = [os.wait()[1] for _ in range(4)]
if not any(statuses):
    print("ESCAPED: reached 40 MiB", flush=True)
