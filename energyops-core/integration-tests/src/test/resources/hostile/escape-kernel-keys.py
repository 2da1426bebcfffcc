"""Lists the kernel's keys and puts one into the keyring that all processes of a uid share.
Success: it sees a key of another uid."""
import ctypes
import errno
import os
import platform

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


ADD_KEY = {"x86_64": 248, "aarch64": 217}.get(platform.machine())
KEYCTL = {"x86_64": 250, "aarch64": 219}.get(platform.machine())
USER_KEYRING, UNLINK = ctypes.c_int(-4), 9


def foreign():
    with open("/proc/keys") as file:
        others = [line for line in file if int(line.split()[5]) not in (os.getuid(), 65534)]
    return "%d keys of others, first: %s" % (len(others), others[0].strip()) if others else None


def shared():
    key = call("syscall", ctypes.c_long(ADD_KEY), b"user", b"eo-hostile", b"x", ctypes.c_size_t(1), USER_KEYRING)
    say("REACHED: keyring of the uid")
    call("syscall", ctypes.c_long(KEYCTL), ctypes.c_long(UNLINK), ctypes.c_int(key), USER_KEYRING)


say("begin")
attempt("list", foreign)
if ADD_KEY:
    attempt("add", shared)
