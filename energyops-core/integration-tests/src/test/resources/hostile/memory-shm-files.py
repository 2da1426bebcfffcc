"""Fills /dev/shm with unlinked files of 16 MiB.
Success: 400 MiB are held there."""
import errno
import tempfile

print("begin", flush=True)
try:
    files = []
    for _ in range(25):
        files.append(tempfile.TemporaryFile(dir="/dev/shm", buffering=0))
        for _ in range(16):
            files[-1].write(b"x" * (1 << 20))
    print("ESCAPED: reached 400 MiB", flush=True)
except OSError as error:
    print("REFUSED:", errno.errorcode.get(error.errno, error), flush=True)
