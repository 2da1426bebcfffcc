"""Touches a shared anonymous mapping of 1200 MiB: a limit of private data does not count it.
Success: all pages are resident."""
import mmap

print("begin", flush=True)
block = mmap.mmap(-1, 1200 << 20, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
for at in range(0, len(block), 4096):
    block[at] = 1
print("ESCAPED: reached 1200 MiB", flush=True)
