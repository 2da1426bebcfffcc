"""Reads and writes the work folder of another sandbox, and looks for folders beside its own.
Success: the canary of its secret, or a file of ours in it."""
import errno
import json
import os
import re

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


def canary(data):
    found = re.search(rb"CANARY-[\w.-]+", data)
    return found.group().decode() if found else None


def read():
    with open(os.path.join(FACTS["neighbourWork"], "secret.txt"), "rb") as file:
        return canary(file.read())


def write():
    path = os.path.join(FACTS["neighbourWork"], "planted.txt")
    with open(path, "w") as file:
        file.write("hostile")
    return "wrote %s" % path if os.path.exists(path) else None


def beside():
    for up in ("..", "../.."):
        for folder, _, files in os.walk(up):
            if "secret.txt" in files:
                with open(os.path.join(folder, "secret.txt"), "rb") as file:
                    return canary(file.read())
            if folder.count("/") > 6:
                break


say("begin")
attempt("read", read)
attempt("write", write)
attempt("beside", beside)
