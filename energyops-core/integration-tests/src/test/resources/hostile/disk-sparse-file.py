"""Makes a file of 10 GiB that has no blocks: beyond each limit per file, and a trap for each copy.
Success: its size is 10 GiB."""
import errno
import os

print("begin", flush=True)
try:
    with open("sparse.bin", "wb") as file:
        file.truncate(10 << 30)
    if os.stat("sparse.bin").st_size == 10 << 30:
        print("ESCAPED: a file of 10 GiB", flush=True)
except OSError as error:
    print("REFUSED:", errno.errorcode.get(error.errno, error), flush=True)
