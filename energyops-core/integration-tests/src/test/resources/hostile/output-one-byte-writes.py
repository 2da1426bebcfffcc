"""Writes 100000 single bytes, each with a system call of its own: the worst ratio of frame to byte.
Success: the spool grows out of proportion, or the reader cannot keep up."""
import os

print("begin", flush=True)
for number in range(100000):
    os.write(1, b"\n" if number % 50 == 49 else b"x")
print("MADE: 100000 writes", flush=True)
