"""Sends the JVM the null signal and CONT, which both harm nobody.
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
    pid = FACTS["hostPid"]
    os.kill(pid, number)
    # In a namespace of its own the number may belong to a process of the script.
    with open("/proc/%d/comm" % pid) as file:
        is_host = file.read().strip() == FACTS.get("hostComm", "java")
    return "signal %d reached the JVM" % number if is_host else None


say("begin")
attempt("null signal", lambda: send(0))
attempt("CONT", lambda: send(signal.SIGCONT))
