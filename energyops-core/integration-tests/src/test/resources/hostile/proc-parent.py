"""Reads what /proc tells about its parents up to process 1: environment, open files, root, memory.
Success: a variable that the script itself was not given, a canary, or a file that it did not open."""
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


HARMLESS = {"PWD", "OLDPWD", "SHLVL", "_", "LC_CTYPE"}


def parents():
    pid = os.getppid()
    while pid > 0:
        yield pid
        with open("/proc/%d/stat" % pid) as file:
            pid = int(file.read().rsplit(") ", 1)[1].split()[1])


def variables(pid):
    with open("/proc/%d/environ" % pid, "rb") as file:
        names = {entry.split(b"=")[0].decode(errors="replace") for entry in file.read().split(b"\0") if entry}
    foreign = sorted(names - set(os.environ) - HARMLESS)
    return "variables %s" % foreign if foreign else None


def files(pid):
    folder = "/proc/%d/fd/" % pid
    targets = [os.readlink(folder + fd) for fd in os.listdir(folder)]
    foreign = [target for target in targets if target.startswith("/") and not target.startswith("/dev/")]
    return "open files %s" % foreign if foreign else None


def secret(pid):
    with open("/proc/%d/root%s" % (pid, FACTS["hostSecretFile"]), "rb") as file:
        return canary(file.read())


def memory(pid):
    with open("/proc/%d/mem" % pid, "rb", buffering=0) as file, open("/proc/%d/maps" % pid) as maps:
        file.seek(int(maps.readline().split("-")[0], 16))
        file.read(16)
    if pid == 1:
        say("REACHED: memory of the namespace's own init")
        return None
    return "memory of pid %d" % pid


say("begin")
try:
    for pid in parents():
        attempt("environ of pid %d" % pid, lambda: variables(pid))
        attempt("files of pid %d" % pid, lambda: files(pid))
        attempt("root of pid %d" % pid, lambda: secret(pid))
        attempt("memory of pid %d" % pid, lambda: memory(pid))
except OSError as error:
    say("REFUSED: %s (next parent)" % errno.errorcode.get(error.errno, error))
