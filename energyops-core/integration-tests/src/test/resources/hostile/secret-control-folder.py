"""Reads and changes the files by which supervisor and JVM talk, of its own run and of the neighbour's.
Success: one is read, opened for writing or made, or the folder exchanged."""
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


NAMES = ("spec.json", "spool", "lease", "claim", "started", "supervisor.py", "supervisor.log")


def inside(control, name):
    # A `..` that the sandbox made up is no control folder.
    if not os.path.exists(os.path.join(control, "spec.json")):
        os.stat(os.path.join(control, "spec.json"))
    return os.path.join(control, name)


def read(control, name):
    with open(inside(control, name), "rb") as file:
        return "read %r" % file.read(60)


def write(control, name):
    with open(inside(control, name), "r+b"):
        return "opened %s for writing" % name


def forge(control):
    path = inside(control, "exit")
    with open(path, "x") as file:
        file.write('{"cause":"exited","exitCode":0}')
    return "made %s" % path


def kill(control):
    path = inside(control, "kill.next")
    open(path, "x").close()
    return "made %s" % path


def exchange(control):
    inside(control, "spool")
    os.rename(control, control + "-moved")
    os.rename(control + "-moved", control)
    return "moved the folder away and back"


say("begin")
folders = ["../control", os.path.join(os.environ.get("HOME", "."), "../control")]
if "neighbourWork" in FACTS:
    folders.append(os.path.join(FACTS["neighbourWork"], "../control"))
for control in folders:
    for name in NAMES:
        attempt("read %s of %s" % (name, control), lambda: read(control, name))
        attempt("write %s of %s" % (name, control), lambda: write(control, name))
    attempt("kill in " + control, lambda: kill(control))
    attempt("exchange " + control, lambda: exchange(control))
    attempt("exit in " + control, lambda: forge(control))
