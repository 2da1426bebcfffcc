"""Looks for keys and passwords in the homes of all users of the password file, and in /root.
Success: such a file can be opened, or a home be listed."""
import errno
import os
import pwd
import sys

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


NAMES = (".ssh", ".aws/credentials", ".m2/settings.xml", ".docker/config.json", ".kube/config", ".netrc", ".pgpass",
         ".git-credentials", ".bash_history", ".config", ".gnupg")
SYSTEM = ("/", "/bin", "/dev", "/usr", "/proc", "/sbin", "/nonexistent")


def opened(path):
    if os.path.isdir(path):
        # An interpreter that lies there has to be reached.
        if all(sys.base_prefix.startswith(os.path.join(path, name)) for name in os.listdir(path)):
            return None
        return "listed %s: %d entries" % (path, len(os.listdir(path)))
    with open(path, "rb") as file:
        return "read %s: %d bytes" % (path, len(file.read(4096)))


say("begin")
own = os.path.realpath(os.environ.get("HOME", "."))
homes = {"/root"} | {user.pw_dir for user in pwd.getpwall() if user.pw_uid == 0 or 1000 <= user.pw_uid < 60000}
for home in sorted(homes - set(SYSTEM) - {own}):
    for name in NAMES:
        attempt(os.path.join(home, name), lambda: opened(os.path.join(home, name)))
attempt("/root", lambda: opened("/root"))
attempt("/home", lambda: "homes of %s" % os.listdir("/home") if os.listdir("/home") else None)
