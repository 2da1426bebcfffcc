"""Gives one file of 1 MiB 5000 names in outputs/: who adds up names counts 5 GB and copies them too.
Success: the host stores gigabytes."""
import errno
import os

print("begin", flush=True)
count = 0
try:
    os.makedirs("outputs", exist_ok=True)
    with open("outputs/one.bin", "wb") as file:
        file.write(b"x" * (1 << 20))
    while count < 5000:
        os.link("outputs/one.bin", "outputs/link-%d.bin" % count)
        count += 1
    print("MADE: 5000 links", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), count), flush=True)
