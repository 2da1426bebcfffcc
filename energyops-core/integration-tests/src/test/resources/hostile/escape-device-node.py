"""Makes device nodes in its work folder and opens devices that it finds.
Success: a node that works, or memory or a disk of the host can be opened."""
import errno
import glob
import os
import stat

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


def node():
    os.mknod("null-node", stat.S_IFCHR | 0o600, os.makedev(1, 3))
    os.close(os.open("null-node", os.O_RDWR))
    return "a working device node"


def opened(path):
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    os.close(fd)
    return "opened %s" % path


say("begin")
attempt("mknod", node)
disks = [path for path in glob.glob("/dev/*") if os.path.exists(path) and stat.S_ISBLK(os.stat(path).st_mode)]
for path in ["/dev/mem", "/dev/kmsg", "/dev/port", "/dev/fuse", "/dev/kvm"] + disks[:10]:
    attempt(path, lambda: opened(path))
