"""Starts a process every 20 ms, so that no burst is to be seen.
Success: 300 live at the same time."""
import errno
import os
import time

print("begin", flush=True)
lifeline, held = os.pipe()
children = 0
try:
    while children < 300:
        if os.fork() == 0:
            os.close(held)
            os.read(lifeline, 1)
            os._exit(0)
        children += 1
        time.sleep(0.02)
    print("ESCAPED: reached 300 processes", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), children), flush=True)
os.close(held)
