"""Leaves a program with the setuid and setgid bits in outputs/ and in the victim folder.
Success: the bits are there in the victim folder, or on what the host stores."""
import errno
import json
import os

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


def make(folder):
    path = os.path.join(folder, "tool.sh")
    with open(path, "w") as file:
        file.write("#!/bin/sh\nid\n")
    os.chmod(path, 0o6755)
    return path if os.stat(path).st_mode & 0o6000 else None


def in_outputs():
    os.makedirs("outputs", exist_ok=True)
    say("MADE: %s" % make("outputs"))


say("begin")
attempt("outputs", in_outputs)
attempt("victim folder", lambda: make(FACTS["victimDir"]))
