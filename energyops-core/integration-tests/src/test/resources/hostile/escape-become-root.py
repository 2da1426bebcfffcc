"""Takes uid 0, gid 0, group 0 and capabilities.
Success: it is root of the host, or has a capability there."""
import errno
import os
import re

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


def is_root_of_the_host():
    with open("/proc/self/uid_map") as file:
        return os.geteuid() == 0 and file.read().split()[:2] == ["0", "0"]


def identity_map():
    with open("/proc/self/uid_map") as file:
        return file.read().split() == ["0", "0", "4294967295"]


def uid():
    os.setresuid(0, 0, 0)
    return "uid 0 of the host" if is_root_of_the_host() else None


def groups():
    before = os.getgroups()
    os.setgroups([0])
    return "group 0" if os.getgroups() == [0] != before and identity_map() else None


def gid():
    os.setresgid(0, 0, 0)
    return "gid 0" if os.getegid() == 0 and identity_map() else None


def capabilities():
    with open("/proc/self/status") as file:
        held = int(re.search(r"CapEff:\s+(\w+)", file.read()).group(1), 16)
    if held and not identity_map():
        say("REACHED: capabilities %x in the sandbox's own user namespace" % held)
    return "capabilities %x" % held if held and identity_map() else None


say("begin")
attempt("capabilities", capabilities)
attempt("groups", groups)
attempt("gid", gid)
attempt("uid", uid)
