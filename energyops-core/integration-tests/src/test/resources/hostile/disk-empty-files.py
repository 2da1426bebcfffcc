"""Makes 20000 empty files: no bytes, but an inode each.
Success: all are made."""
import errno
import os

print("begin", flush=True)
count = 0
try:
    while count < 20000:
        if count % 1000 == 0:
            os.makedirs("empty/%d" % (count // 1000), exist_ok=True)
        open("empty/%d/%d" % (count // 1000, count), "w").close()
        count += 1
    print("ESCAPED: reached 20000 files", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), count), flush=True)
