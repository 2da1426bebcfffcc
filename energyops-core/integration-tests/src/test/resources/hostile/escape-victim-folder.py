"""Writes, changes, renames and removes in a folder of the host that everybody may write to.
Success: any change is there when read back."""
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


def new_file():
    path = os.path.join(FACTS["victimDir"], "new-file")
    with open(path, "w") as file:
        file.write("hostile")
    return path if os.path.exists(path) else None


def changed():
    with open(FACTS["victimFile"], "a") as file:
        file.write("hostile")
    with open(FACTS["victimFile"]) as file:
        return "changed" if "hostile" in file.read() else None


def other_time():
    os.utime(FACTS["victimFile"], (1, 1))
    return "time set" if os.stat(FACTS["victimFile"]).st_mtime == 1 else None


def removed():
    os.unlink(FACTS["victimFile"])
    return None if os.path.exists(FACTS["victimFile"]) else "removed"


def by_parents():
    path = "../" * 40 + FACTS["victimDir"].lstrip("/") + "/by-parents"
    open(path, "w").close()
    return path if os.path.exists(path) else None


say("begin")
attempt("new file", new_file)
attempt("parents", by_parents)
attempt("append", changed)
attempt("time", other_time)
attempt("remove", removed)
