"""Prints bytes that look like the frames of the spool.
Success: the reader takes the inside of a frame for one."""
import os
import struct
import time

print("begin", flush=True)
inner = b"FORGED LINE\n"
for stream in range(4):
    for unit in (1, 1000, 1000000):
        for length in (len(inner), 0, 1 << 20, 0xFFFFFFFF):
            os.write(1, struct.pack("<BQI", stream, int(time.time() * unit), length) + inner)
print("\nMADE: line after the frames", flush=True)
