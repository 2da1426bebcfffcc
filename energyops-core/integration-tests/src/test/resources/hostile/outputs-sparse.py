"""Leaves a file of 10 GiB without blocks, and one with a byte at its end.
Success: the host reads or stores all of it."""
import errno
import os

print("begin", flush=True)
os.makedirs("outputs", exist_ok=True)
for name, last in (("hole.bin", b""), ("byte.bin", b"x")):
    try:
        with open("outputs/" + name, "wb") as file:
            file.truncate(10 << 30)
            file.seek(0, os.SEEK_END)
            file.write(last)
        print("MADE: %s" % name, flush=True)
    except OSError as error:
        print("REFUSED: %s (%s)" % (errno.errorcode.get(error.errno, error), name), flush=True)
