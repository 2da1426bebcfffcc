"""Mounts a tmpfs into its work folder, makes /usr writable, and asks by the newer calls as well.
Success: the mount table has changed."""
import ctypes
import errno
import os

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


REMOUNT, BIND = 32, 4096
FSOPEN = 430


def mounts():
    with open("/proc/self/mountinfo") as file:
        return file.read()


def changed(action):
    before = mounts()
    action()
    return "the mount table changed" if mounts() != before else None


def tmpfs():
    os.makedirs("mounted", exist_ok=True)
    call("mount", b"none", b"mounted", b"tmpfs", 0, None)
    # At once gone again: without a sandbox this was the host's table.
    try:
        with open("/proc/self/mountinfo") as file:
            return "a tmpfs in the work folder" if "/mounted " in file.read() else None
    finally:
        call("umount2", b"mounted", 2)


def new_calls():
    fd = call("syscall", ctypes.c_long(FSOPEN), b"tmpfs", ctypes.c_long(0))
    os.close(fd)
    return "a file system context"


say("begin")
attempt("tmpfs", tmpfs)
attempt("fsopen", new_calls)
with open("/proc/1/comm") as init:
    in_sandbox = "bwrap" in init.read()
# Anywhere else these would change the host's own mounts.
if in_sandbox:
    attempt("writable /usr", lambda: changed(lambda: call("mount", None, b"/usr", None, REMOUNT | BIND, None)))
    attempt("unmount /proc", lambda: changed(lambda: call("umount2", b"/proc", 2)))
