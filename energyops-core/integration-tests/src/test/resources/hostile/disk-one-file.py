"""Writes one file of 400 MiB into the work folder.
Success: it reaches its bound."""
import errno

print("begin", flush=True)
written = 0
try:
    with open("big.bin", "wb", buffering=0) as file:
        while written < 400 << 20:
            written += file.write(b"x" * (1 << 20))
    print("ESCAPED: reached 400 MiB", flush=True)
except OSError as error:
    print("REFUSED: %s at %d MiB" % (errno.errorcode.get(error.errno, error), written >> 20), flush=True)
