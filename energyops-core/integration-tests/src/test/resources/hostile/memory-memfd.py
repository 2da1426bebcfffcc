"""Fills files in memory, which belong to no mount and no quota, each below a limit per file.
Success: 1200 MiB are held."""
import errno
import os

print("begin", flush=True)
try:
    files = []
    for number in range(75):
        files.append(os.memfd_create("hog%d" % number))
        for _ in range(16):
            os.write(files[-1], b"x" * (1 << 20))
    print("ESCAPED: reached 1200 MiB", flush=True)
except OSError as error:
    print("REFUSED:", errno.errorcode.get(error.errno, error), flush=True)
