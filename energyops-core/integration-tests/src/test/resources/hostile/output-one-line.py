"""Prints one line of 40 MiB that does not end.
Success: all of it is taken, or a reader that waits for the end of the line eats the memory."""
import sys

print("begin", flush=True)
for _ in range(40):
    sys.stdout.write("x" * (1 << 20))
print("\nESCAPED: reached 40 MiB", flush=True)
