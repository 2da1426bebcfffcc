"""Reads passwords, keys and configuration of the system.
Success: content of one of them; the password file of all users counts only beyond its system accounts."""
import errno
import glob

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


def content(path):
    with open(path, "rb") as file:
        return "read %d bytes of %s" % (len(file.read(4096)), path)


def people():
    with open("/etc/passwd") as file:
        names = [line.split(":")[0] for line in file if 1000 <= int(line.split(":")[2]) < 60000]
    return "users %s" % names if names else None


say("begin")
for path in ["/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/etc/machine-id", "/etc/fstab", "/etc/krb5.keytab",
             "/etc/environment", "/var/log/auth.log", "/var/log/syslog"] + glob.glob("/etc/ssh/*key"):
    attempt(path, lambda: content(path))
attempt("/etc/passwd", people)
