"""Prints lines to standard error, 40 MiB of them.
Success: all of it is taken."""
import sys

print("begin", flush=True)
for _ in range(40):
    sys.stderr.write(("x" * 63 + "\n") * (1 << 14))
print("ESCAPED: reached 40 MiB", flush=True)
