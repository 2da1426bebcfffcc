"""Seizes its parent as a debugger does; the parent is not stopped, and free again at the script's end.
Success: the kernel names the script as tracer of a parent that is not the init of its own namespace."""
import ctypes
import errno
import os
import re

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


PTRACE_SEIZE = 0x4206
LIBC.ptrace.restype = ctypes.c_long


def seize():
    parent = os.getppid()
    if parent == 0:
        return None
    call("ptrace", ctypes.c_long(PTRACE_SEIZE), ctypes.c_long(parent), None, None)
    with open("/proc/%d/status" % parent) as file:
        tracer = int(re.search(r"TracerPid:\s+(\d+)", file.read()).group(1))
    if parent == 1:
        say("REACHED: ptrace of the namespace's own init")
    return "traces pid %d" % parent if tracer == os.getpid() and parent != 1 else None


say("begin")
attempt("ptrace", seize)
