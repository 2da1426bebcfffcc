"""Seizes the JVM and the neighbour as a debugger does; both are free again at the script's end.
Success: the kernel names the script as tracer."""
import ctypes
import errno
import json
import os
import re

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


PTRACE_SEIZE = 0x4206
LIBC.ptrace.restype = ctypes.c_long


def seize(key):
    pid = FACTS[key]
    call("ptrace", ctypes.c_long(PTRACE_SEIZE), ctypes.c_long(pid), None, None)
    with open("/proc/%d/status" % pid) as file:
        tracer = int(re.search(r"TracerPid:\s+(\d+)", file.read()).group(1))
    return "traces %s" % key if tracer == os.getpid() else None


say("begin")
attempt("JVM", lambda: seize("hostPid"))
attempt("neighbour", lambda: seize("neighbourPid"))
