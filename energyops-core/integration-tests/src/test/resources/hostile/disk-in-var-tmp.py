"""Writes 400 MiB into /var/tmp in unlinked files of 8 MiB.
Success: all is written."""
import errno
import tempfile

print("begin", flush=True)
files = []
try:
    for _ in range(50):
        files.append(tempfile.TemporaryFile(dir="/var/tmp", buffering=0))
        for _ in range(8):
            files[-1].write(b"x" * (1 << 20))
    print("ESCAPED: reached 400 MiB", flush=True)
except OSError as error:
    print("REFUSED: %s at file %d" % (errno.errorcode.get(error.errno, error), len(files)), flush=True)
