"""Reserves 400 MiB in pieces of 8 MiB without writing a byte.
Success: the blocks are reserved."""
import errno
import os

print("begin", flush=True)
reserved = 0
try:
    for number in range(50):
        with open("reserved-%d" % number, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, 8 << 20)
        reserved += os.stat("reserved-%d" % number).st_blocks * 512
    if reserved >= 400 << 20:
        print("ESCAPED: reached 400 MiB", flush=True)
    else:
        print("REFUSED: only %d MiB are reserved" % (reserved >> 20), flush=True)
except OSError as error:
    print("REFUSED: %s at %d MiB" % (errno.errorcode.get(error.errno, error), reserved >> 20), flush=True)
