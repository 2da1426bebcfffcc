"""Raises the limits of its own cgroups and moves itself into the root groups.
Success: another limit is read back, or another group in /proc/self/cgroup."""
import errno
import glob
import os

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


LIMITS = ("memory.limit_in_bytes", "memory.max", "memory.high", "pids.max", "cpu.cfs_quota_us", "cpu.max")


def groups():
    with open("/proc/self/cgroup") as file:
        return file.read()


def content(path):
    with open(path) as file:
        return file.read()


def raise_limit(path):
    before = content(path)
    with open(path, "w") as file:
        file.write("-1" if "_in_" in path or "quota" in path else "max")
    if content(path) == before:
        return None
    # Without a group of its own this was a limit of the host.
    with open(path, "w") as file:
        file.write(before)
    return "%s was no longer %s" % (path, before.strip())


def move(path):
    before = groups()
    with open(path, "w") as file:
        file.write(str(os.getpid()))
    return "moved by %s" % path if groups() != before else None


say("begin")
own = [line.split(":", 2) for line in groups().splitlines()]
found = 0
for _, controllers, group in own:
    for mount in ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"] + ["/sys/fs/cgroup/" + controllers]:
        for path in {mount + group, mount}:
            for limit in LIMITS:
                file = os.path.join(path, limit)
                if os.path.exists(file) and path != mount:
                    found += 1
                    attempt(file, lambda: raise_limit(file))
for file in glob.glob("/sys/fs/cgroup/cgroup.procs") + glob.glob("/sys/fs/cgroup/*/cgroup.procs"):
    found += 1
    attempt(file, lambda: move(file))
if not found:
    say("REFUSED: no cgroup file to be seen")
