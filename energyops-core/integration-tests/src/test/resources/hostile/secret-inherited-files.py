"""Uses each descriptor that it was born with beyond the three streams.
Success: one can be read, written, entered or asked for its peer."""
import errno
import fcntl
import os
import socket
import stat

OPEN_AT_FIRST = [fd for fd in range(3, 1025) if os.path.lexists("/proc/self/fd/%d" % fd)]

def say(text):
    print(text, flush=True)


def attempt(what, action):
    """Prints the proof that the action returns, or why there is none."""
    try:
        proof = action()
        say("ESCAPED: %s (%s)" % (proof, what) if proof else "REFUSED: no effect (%s)" % what)
    except KeyError as missing:
        say("REFUSED: no fact %s (%s)" % (missing.args[0], what))
    except OSError as error:
        say("REFUSED: %s (%s)" % (errno.errorcode.get(error.errno, error), what))


def enter(fd):
    os.fchdir(fd)
    return "folder with %s" % os.listdir(".")[:5]


def read(fd):
    data = os.pread(fd, 60, 0)
    return "read %r" % data if data or stat.S_ISREG(os.fstat(fd).st_mode) else None


def stream(fd):
    os.set_blocking(fd, False)
    data = os.read(fd, 60)
    return "read %r" % data if data else None


def write(fd):
    """Writes nothing: a byte in a foreign pipe does harm."""
    return "may write" if fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY else None


def peer(fd):
    with socket.socket(fileno=os.dup(fd)) as one:
        return "socket of %r with %r" % (one.getsockname(), one.getpeername())


say("begin")
for fd in OPEN_AT_FIRST:
    try:
        target = os.readlink("/proc/self/fd/%d" % fd)
    except OSError:
        continue
    say("INHERITED: %d is %s" % (fd, target))
    for action in (enter, read, stream, write, peer) if target != os.devnull else ():
        attempt("%s %s" % (action.__name__, target), lambda: action(fd))
if not OPEN_AT_FIRST:
    say("REFUSED: nothing inherited")
