"""Takes its own standard output for a file: shortens it, rewinds it, opens it anew.
Success: what it printed before can be changed or read."""
import errno
import os

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


def shorten():
    os.ftruncate(1, 0)
    return "standard output is a file and was cut"


def rewind():
    os.lseek(1, 0, os.SEEK_SET)
    return "standard output can be rewound"


def named():
    target = os.readlink("/proc/self/fd/1")
    return "standard output is %s" % target if target.startswith("/") and "dev/null" not in target else None


say("begin")
attempt("truncate", shorten)
attempt("seek", rewind)
attempt("name", named)
