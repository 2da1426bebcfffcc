"""Prints NULs, which a text column of PostgreSQL refuses.
Success: the batch with this line is lost, or the run never ends."""
import sys

print("begin", flush=True)
sys.stdout.buffer.write(b"before\0after\n\0\n" + b"\0" * 100000 + b"\n")
sys.stdout.buffer.flush()
print("MADE: line after the NULs", flush=True)
