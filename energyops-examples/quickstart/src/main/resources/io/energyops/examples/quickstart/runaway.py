"""A script that will not stop: it ignores TERM and has children, one of them in a session of its own."""

import os
import signal
import time


def stay(role):
    # One write each: print sends the line end by itself, and the others' words may come between.
    os.write(1, b"pid %d is %s\n" % (os.getpid(), role.encode()))
    while True:
        time.sleep(1)


signal.signal(signal.SIGTERM, signal.SIG_IGN)

if os.fork() == 0:
    stay("a child that ignores TERM")

if os.fork() == 0:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    stay("a child that obeys TERM")

between = os.fork()
if between == 0:
    # Its parent ends at once, so nothing links it to the script but what the kernel remembers.
    os.setsid()
    if os.fork() == 0:
        stay("a grandchild in a session of its own")
    os._exit(0)
os.waitpid(between, 0)

stay("the script itself")
