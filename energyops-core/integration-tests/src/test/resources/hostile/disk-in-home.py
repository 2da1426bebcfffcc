"""Writes 400 MiB below HOME, where packages keep caches.
Success: all is written."""
import errno
import os

print("begin", flush=True)
count = 0
try:
    cache = os.path.join(os.environ.get("HOME", "."), ".cache", "hostile")
    os.makedirs(cache, exist_ok=True)
    while count < 100:
        with open(os.path.join(cache, "%d.bin" % count), "wb") as file:
            file.write(b"x" * (4 << 20))
        count += 1
    print("ESCAPED: reached 400 MiB", flush=True)
except OSError as error:
    print("REFUSED: %s at file %d" % (errno.errorcode.get(error.errno, error), count), flush=True)
