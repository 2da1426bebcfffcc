"""Prints 1 MiB of progress bars that only ever return the carriage.
Success: lines are lost, or all is kept as one endless line."""
import sys

print("begin", flush=True)
for number in range(40000):
    sys.stdout.write("\r%3d %% [##########]" % (number % 101))
print("\nMADE: 40000 returns", flush=True)
