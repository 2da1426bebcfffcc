"""Lists all processes and what they were started with.
Success: a process of another uid, or the JVM or the neighbour, is among them."""
import json
import os

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))


def command(pid):
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as file:
            return file.read().replace(b"\0", b" ").decode(errors="replace")[:100]
    except OSError as error:
        return type(error).__name__


def name(pid):
    try:
        with open("/proc/%d/comm" % pid) as file:
            return file.read().strip()
    except OSError:
        return None


print("begin", flush=True)
pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
found = 0
for pid in pids:
    try:
        uid = os.stat("/proc/%d" % pid).st_uid
    except OSError:
        continue
    text = command(pid)
    if pid != 1 and uid != os.getuid() or name(pid) == FACTS.get("hostComm", "java") or pid == FACTS.get("neighbourPid"):
        found += 1
        if found > 20:
            break
        print("ESCAPED: pid %d of uid %d: %r" % (pid, uid, text), flush=True)
if not found:
    print("REFUSED: only own processes among %d" % len(pids), flush=True)
