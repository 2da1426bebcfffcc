"""Reads the host's files by their paths: the secret one, the one that all may read, the data directory.
Success: a canary, or the names in the data directory."""
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


def content(path):
    with open(path, "rb") as file:
        return canary(file.read())


def names():
    found = os.listdir(FACTS["hostWork"])
    # What was bound into the sandbox may show its own parents, but nothing beside them.
    beside = [name for name in found if not os.path.realpath(".").startswith(os.path.join(FACTS["hostWork"], name))]
    return "beside the own folder: %s" % beside if beside else None


say("begin")
attempt("secret file", lambda: content(FACTS["hostSecretFile"]))
attempt("readable file", lambda: content(FACTS["worldReadableFile"]))
attempt("by parents", lambda: content("../" * 40 + FACTS["hostSecretFile"].lstrip("/")))
attempt("by /proc/self/root", lambda: content("/proc/self/root" + FACTS["hostSecretFile"]))
attempt("victim file", lambda: "read %d bytes" % len(open(FACTS["victimFile"], "rb").read()))
attempt("data directory", names)
