"""Leaves 10000 files of one byte.
Success: the host has no cap on the number of artefacts."""
import errno
import os

print("begin", flush=True)
count = 0
try:
    os.makedirs("outputs", exist_ok=True)
    while count < 10000:
        with open("outputs/%05d.txt" % count, "w") as file:
            file.write("x")
        count += 1
    print("MADE: 10000 files", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), count), flush=True)
