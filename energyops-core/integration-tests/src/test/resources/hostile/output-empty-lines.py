"""Prints two million empty lines: few bytes, many rows.
Success: the log store is flooded although the cap of bytes is kept."""
import sys

print("begin", flush=True)
for _ in range(20):
    sys.stdout.write("\n" * 100000)
print("MADE: 2000000 lines", flush=True)
