"""Runs a program and tells how it ended to those outside of its pid namespace.

Started as ``python3 -I -S -c TEXT FD COMMAND...`` by a wrapper that turns a signal into an exit
code. Writes "began" and then "exit N", "signal N" or "failed TEXT" to FD, which the program does
not get. It is the first process of its namespace, so no signal from inside reaches it, and it
collects what becomes an orphan there; with its end all others end.
"""

import os
import signal
import sys

PR_SET_DUMPABLE = 4
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

fd = int(sys.argv[1])
os.set_inheritable(fd, False)
try:
    import ctypes

    # Its memory and its files are nobody's business in there.
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
except (ImportError, OSError, AttributeError):
    pass
os.write(fd, b"began\n")
# The program is told to end, not this process, which has to see how.
for number in ENDING:
    signal.signal(number, signal.SIG_IGN)
program = os.fork()
if program == 0:
    for number in (*ENDING, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execvp(sys.argv[2], sys.argv[2:])
    except OSError as error:
        os.write(fd, ("failed Could not run %s: %s\n" % (sys.argv[2], error.strerror)).encode())
        os._exit(127)
pid = 0
while pid != program:
    pid, status = os.wait()
if os.WIFSIGNALED(status):
    os.write(fd, b"signal %d\n" % os.WTERMSIG(status))
    os._exit(128 + os.WTERMSIG(status))
os.write(fd, b"exit %d\n" % os.WEXITSTATUS(status))
os._exit(os.WEXITSTATUS(status))
