"""Kills all it can reach, but only in a process namespace of its own: anywhere else it would hit the host.
Success: something outside the sandbox is gone or the run ends unexpectedly."""
import errno
import json
import os
import signal

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))
INITIAL_PID_NAMESPACE = "pid:[4026531836]"
INITS_OF_SANDBOXES = ("bwrap", "python", "python3")


def is_safe():
    own = os.readlink("/proc/self/ns/pid")
    if own in (INITIAL_PID_NAMESPACE, FACTS.get("hostNamespaces", {}).get("pid")):
        return False
    visible = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    with open("/proc/1/comm") as file:
        init = file.read().strip()
    return (os.getpid() in visible and len(visible) < 10
            and "hostPid" in FACTS and FACTS["hostPid"] not in visible and init in INITS_OF_SANDBOXES and os.getppid() in (0, 1))


print("begin", flush=True)
try:
    if is_safe():
        if os.fork() == 0:
            signal.pause()
        os.kill(-1, signal.SIGKILL)
        print("MADE: killed everybody in the namespace", flush=True)
    else:
        print("REFUSED: not safe to try", flush=True)
except OSError as error:
    print("REFUSED:", errno.errorcode.get(error.errno, error), flush=True)
