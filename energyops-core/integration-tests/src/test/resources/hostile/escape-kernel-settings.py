"""Writes settings of the kernel, each with the value that it has.
Success: the write is taken."""
import errno

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


def rewrite(path):
    with open(path) as file:
        value = file.read()
    with open(path, "w") as file:
        file.write(value)
    return "wrote %s" % path


say("begin")
for path in ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/vm/overcommit_memory",
             "/proc/sys/kernel/randomize_va_space", "/proc/sys/fs/protected_hardlinks", "/sys/kernel/uevent_helper", "/proc/sys/kernel/yama/ptrace_scope"):
    attempt(path, lambda: rewrite(path))
