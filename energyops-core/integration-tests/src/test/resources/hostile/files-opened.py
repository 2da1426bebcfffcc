"""Opens one file again and again.
Success: 4000 are open."""
import errno
import os

print("begin", flush=True)
count = 0
try:
    while count < 4000:
        os.open("/dev/null", os.O_RDONLY)
        count += 1
    print("ESCAPED: reached 4000 open files", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), count), flush=True)
