"""Thirty children hold 40 MiB each, so that a limit per process is never met.
Success: all thirty hold theirs at the same time, 1200 MiB together."""
import os
import time

print("begin", flush=True)
ready_read, ready = os.pipe()
lifeline, held = os.pipe()
for _ in range(30):
    try:
        pid = os.fork()
    except OSError:
        break
    if pid == 0:
        os.close(held)
        try:
            block = bytearray(b"x") * (40 << 20)
            os.write(ready, b"x")
            os.read(lifeline, 1)
        finally:
            os._exit(0)
os.close(ready)
os.set_blocking(ready_read, False)
until = time.monotonic() + 15
count = 0
while count < 30 and time.monotonic() < until:
    try:
        chunk = os.read(ready_read, 30)
    except BlockingIOError:
        time.sleep(0.05)
        continue
    if not chunk:
        break
    count += len(chunk)
living = 0
try:
    for _ in range(30):
        living += os.waitpid(-1, os.WNOHANG)[0] == 0
except ChildProcessError:
    pass
if count == 30 and living == 30:
    print("ESCAPED: reached 1200 MiB in 30 children", flush=True)
else:
    print("REFUSED: %d of 30 children got their memory" % count, flush=True)
os.close(held)
