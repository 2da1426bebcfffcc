"""Joins the namespaces of the JVM, of the neighbour and of its own parent.
Success: a namespace of the script has become another one."""
import ctypes
import errno
import json
import os

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))
LIBC = ctypes.CDLL(None, use_errno=True)


def call(name, *args):
    """Calls the C library; an error becomes an OSError."""
    result = getattr(LIBC, name)(*args)
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


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


def join(pid, kind):
    before = os.readlink("/proc/self/ns/" + kind)
    fd = os.open("/proc/%d/ns/%s" % (pid, kind), os.O_RDONLY)
    try:
        call("setns", fd, 0)
    finally:
        os.close(fd)
    after = os.readlink("/proc/self/ns/" + kind)
    return "%s became %s" % (before, after) if before != after else None


say("begin")
for kind in ("user", "mnt", "net", "ipc", "uts", "cgroup"):
    attempt("JVM's " + kind, lambda: join(FACTS["hostPid"], kind))
    attempt("neighbour's " + kind, lambda: join(FACTS["neighbourPid"], kind))
    attempt("parent's " + kind, lambda: join(os.getppid(), kind))
