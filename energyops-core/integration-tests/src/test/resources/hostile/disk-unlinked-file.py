"""Writes 400 MiB into 50 files that it has unlinked: a look at the folder finds nothing.
Success: all is written and still held."""
import errno
import os

print("begin", flush=True)
files = []
try:
    for number in range(50):
        files.append(open("hidden-%d" % number, "wb", buffering=0))
        os.unlink("hidden-%d" % number)
        for _ in range(8):
            files[-1].write(b"x" * (1 << 20))
    print("ESCAPED: reached 400 MiB", flush=True)
except OSError as error:
    print("REFUSED: %s at file %d" % (errno.errorcode.get(error.errno, error), len(files)), flush=True)
