"""Swallows every MemoryError and asks again for ever smaller pieces, up to 1200 MiB or 10 seconds.
Success: it reaches 1200 MiB."""
import time

print("begin", flush=True)
kept = []
held = 0
size = 64 << 20
until = time.monotonic() + 10
while held < 1200 << 20 and time.monotonic() < until:
    try:
        kept.append(b"x" * size)
        held += size
    except MemoryError:
        size = max(size // 2, 1024)
        if size == 1024:
            time.sleep(0.01)
if held >= 1200 << 20:
    print("ESCAPED: reached 1200 MiB", flush=True)
else:
    print("REFUSED: MemoryError at %d MiB" % (held >> 20), flush=True)
