"""Reads what /proc tells about the process of another sandbox.
Success: its environment, folder, files or memory are read; the canary of its folder where possible."""
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


def path(name):
    pid = FACTS["neighbourPid"]
    if pid in (os.getpid(), os.getppid()):
        raise FileNotFoundError(errno.ENOENT, "another process")
    return "/proc/%d/%s" % (pid, name)


def content(name):
    with open(path(name), "rb") as file:
        data = file.read(1 << 20)
    return canary(data) or repr(data[:80]) if data else None


def memory():
    with open(path("mem"), "rb", buffering=0) as file, open(path("maps")) as maps:
        file.seek(int(maps.readline().split("-")[0], 16))
        return repr(file.read(16))


say("begin")
for name in ("cmdline", "environ", "cwd/secret.txt"):
    attempt(name, lambda: content(name))
attempt("root", lambda: content("root" + FACTS["neighbourWork"] + "/secret.txt"))
attempt("fd", lambda: "%d open files" % len(os.listdir(path("fd"))))
attempt("mem", memory)
