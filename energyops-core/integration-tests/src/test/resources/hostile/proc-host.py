"""Reads what /proc tells about the JVM: command line, environment, root, folder, memory, open files.
Success: something is read; a canary where there is one."""
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
    pid = FACTS["hostPid"]
    with open("/proc/%d/comm" % pid) as file:
        # In a namespace of its own the number may belong to a process of the script.
        if file.read().strip() != FACTS.get("hostComm", "java"):
            raise FileNotFoundError(errno.ENOENT, "another process")
    return "/proc/%d/%s" % (pid, name)


def content(name):
    with open(path(name), "rb") as file:
        data = file.read(1 << 20)
    return canary(data) or repr(data[:80]) if data else None


def secret(name):
    with open(path(name) + FACTS["hostSecretFile"], "rb") as file:
        return canary(file.read())


def memory():
    with open(path("mem"), "rb", buffering=0) as file, open(path("maps")) as maps:
        file.seek(int(maps.readline().split("-")[0], 16))
        return repr(file.read(16))


def open_files():
    folder = path("fd")
    return "%d open files, first: %s" % (len(os.listdir(folder)), os.readlink(folder + "/0"))


say("begin")
for name in ("cmdline", "environ", "maps", "stack", "io", "syscall"):
    attempt(name, lambda: content(name))
attempt("root", lambda: secret("root"))
attempt("cwd", lambda: str(os.listdir(path("cwd"))[:5]))
attempt("mem", memory)
attempt("fd", open_files)
