"""Sends its parent the null signal and CONT, then stops it for a moment.
Success: a parent that is not the init of the script's own namespace gets them."""
import errno
import os
import signal
import time

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
    parent = os.getppid()
    if parent <= 1:
        return None
    os.kill(parent, number)
    return "signal %d reached the parent" % number


def stop():
    parent = os.getppid()
    if parent < 1:
        return None
    os.kill(parent, signal.SIGSTOP)
    time.sleep(0.05)
    with open("/proc/%d/stat" % parent) as file:
        state = file.read().rsplit(") ", 1)[1][0]
    os.kill(parent, signal.SIGCONT)
    return "the parent was stopped" if state == "T" else None


say("begin")
attempt("null signal", lambda: send(0))
attempt("CONT", lambda: send(signal.SIGCONT))
attempt("STOP", stop)
