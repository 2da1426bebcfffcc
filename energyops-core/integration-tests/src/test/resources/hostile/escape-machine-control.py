"""Restart, new kernel, clock and host name, each asked for in a way that changes nothing.
Success: the kernel checks the arguments, or takes them, instead of the missing right."""
import ctypes
import errno
import json
import os
import platform
import socket
import time

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


KEXEC_LOAD = {"x86_64": 246, "aarch64": 104}.get(platform.machine())
REBOOT = {"x86_64": 169, "aarch64": 142}.get(platform.machine())
INITIAL = {"pid": "pid:[4026531836]", "uts": "uts:[4026531838]"}


def shares(kind):
    """Whether the namespace is the host's: in its own one a right harms nobody."""
    own = os.readlink("/proc/self/ns/" + kind)
    return own in (INITIAL[kind], FACTS.get("hostNamespaces", {}).get(kind))


def refused_for_its_arguments(number, *args):
    try:
        call("syscall", ctypes.c_long(number), *[ctypes.c_long(arg) for arg in args])
    except OSError as error:
        if error.errno == errno.EINVAL:
            return "has the right: only the arguments were wrong"
        raise


def restart():
    return refused_for_its_arguments(REBOOT, 1, 1, 0, 0) if shares("pid") else None


def clock():
    time.clock_settime_ns(time.CLOCK_REALTIME, time.clock_gettime_ns(time.CLOCK_REALTIME))
    return "the clock was set"


def name():
    socket.sethostname(socket.gethostname())
    return "the host's name was set" if shares("uts") else None


say("begin")
if REBOOT:
    attempt("reboot", restart)
    attempt("kexec", lambda: refused_for_its_arguments(KEXEC_LOAD, 0, 0, 0, 0xFF))
attempt("clock", clock)
attempt("host name", name)
