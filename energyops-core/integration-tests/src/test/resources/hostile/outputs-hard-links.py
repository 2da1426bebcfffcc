"""Gives files of the host a second name in outputs/, where they look like its own.
Success: the link is there and is the host's file."""
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


def link(key, name):
    os.link(FACTS[key], os.path.join("outputs", name))
    return "a hard link to %s" % key if os.stat(os.path.join("outputs", name)).st_nlink > 1 else None


say("begin")
os.makedirs("outputs", exist_ok=True)
for key in ("hostSecretFile", "worldReadableFile", "victimFile"):
    attempt(key, lambda: link(key, key))
with open("outputs/honest.txt", "w") as file:
    file.write("honest")
