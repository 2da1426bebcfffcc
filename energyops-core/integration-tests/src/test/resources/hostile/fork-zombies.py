"""Children that have ended and are never waited for: they use no memory, but a process id each.
Success: 300 of them lie about."""
import errno
import os

print("begin", flush=True)
zombies = 0
try:
    while zombies < 300:
        if os.fork() == 0:
            os._exit(0)
        zombies += 1
    print("ESCAPED: reached 300 zombies", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), zombies), flush=True)
