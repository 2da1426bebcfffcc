"""Sends the process of another sandbox the null signal and CONT.
Success: it may be signalled."""
import errno
import json
import os
import signal

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))


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


def send(number):
    pid = FACTS["neighbourPid"]
    if os.getpgid(pid) == os.getpgid(0):
        return None
    os.kill(pid, number)
    return "signal %d reached pid %d" % (number, pid)


say("begin")
attempt("null signal", lambda: send(0))
attempt("CONT", lambda: send(signal.SIGCONT))
