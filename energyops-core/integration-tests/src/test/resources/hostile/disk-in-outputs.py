"""Writes 400 MiB into outputs/ in files of 4 MiB.
Success: all is written."""
import errno
import os

print("begin", flush=True)
count = 0
try:
    os.makedirs("outputs", exist_ok=True)
    while count < 100:
        with open("outputs/part-%d.bin" % count, "wb") as file:
            file.write(b"x" * (4 << 20))
        count += 1
    print("ESCAPED: reached 400 MiB", flush=True)
except OSError as error:
    print("REFUSED: %s at file %d" % (errno.errorcode.get(error.errno, error), count), flush=True)
