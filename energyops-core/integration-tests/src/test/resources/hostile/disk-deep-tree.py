"""Makes 3000 directories one in the other: their path is longer than any system call takes.
Success: the host fails to remove the work folder, or runs out of stack or descriptors at it."""
import errno
import os

print("begin", flush=True)
depth = 0
try:
    while depth < 3000:
        os.mkdir("d" * 20)
        os.chdir("d" * 20)
        depth += 1
    open("at-the-bottom", "w").close()
    print("MADE: %d levels" % depth, flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), depth), flush=True)
