"""Looks for System V memory, queues and semaphores of others, and for files in /dev/shm and /tmp.
Success: it sees something that it did not make."""
import os

print("begin", flush=True)
found = []
for kind in ("shm", "msg", "sem"):
    try:
        with open("/proc/sysvipc/" + kind) as file:
            found += ["%s %s" % (kind, line.split()[1]) for line in file.readlines()[1:]]
    except OSError:
        pass
for folder in ("/dev/shm", "/tmp", "/var/tmp", "/dev/mqueue", "/run"):
    try:
        found += [os.path.join(folder, name) for name in os.listdir(folder)]
    except OSError:
        pass
work = os.path.realpath(".")
found = [name for name in found if not (work + "/").startswith(name + "/")]
for name in found[:20]:
    print("ESCAPED: sees %s" % name, flush=True)
if not found:
    print("REFUSED: nothing of others", flush=True)
