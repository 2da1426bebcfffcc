"""Writes 400 files of 1 MiB, each far below a limit per file.
Success: 400 MiB are written."""
import errno
import os

print("begin", flush=True)
written = 0
try:
    os.makedirs("many", exist_ok=True)
    while written < 400:
        with open("many/%d.bin" % written, "wb") as file:
            file.write(b"x" * (1 << 20))
        written += 1
    print("ESCAPED: reached 400 MiB", flush=True)
except OSError as error:
    print("REFUSED: %s at %d MiB" % (errno.errorcode.get(error.errno, error), written), flush=True)
