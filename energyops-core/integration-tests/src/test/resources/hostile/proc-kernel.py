"""Reads files of the kernel that are for root: memory, symbols, keys, messages, timers.
Success: bytes of memory, a real address or a message."""
import errno
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


def memory():
    with open("/proc/kcore", "rb", buffering=0) as file:
        return "kcore begins %r" % file.read(4)


def symbols():
    with open("/proc/kallsyms") as file:
        address = file.readline().split()[0]
    return "address %s" % address if int(address, 16) else None


def content(path):
    with open(path, "rb", buffering=0) as file:
        data = file.read(4096)
    return repr(data[:80]) if re.search(rb"[^0\s]", data) else None


say("begin")
attempt("kcore", memory)
attempt("kallsyms", symbols)
for path in ("/proc/kpageflags", "/proc/slabinfo", "/proc/vmallocinfo", "/proc/timer_list", "/proc/sysrq-trigger",
             "/sys/kernel/debug/sched/debug", "/sys/kernel/tracing/trace", "/sys/firmware/acpi/tables/DSDT"):
    attempt(path, lambda: content(path))
