"""Makes pipes and forgets them.
Success: 2000 pipes are open."""
import errno
import os

print("begin", flush=True)
count = 0
try:
    while count < 2000:
        os.pipe()
        count += 1
    print("ESCAPED: reached 2000 pipes", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), count), flush=True)
