"""Leaves symbolic links in outputs/: to a secret, to folders, to each other, to itself, to /proc.
Success: the host follows one."""
import json
import os

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))
secret = FACTS.get("hostSecretFile", "/etc/hostname")
print("begin", flush=True)
os.makedirs("outputs/inner", exist_ok=True)
for name, target in (
        ("secret.txt", secret),
        ("readable.txt", FACTS.get("worldReadableFile", "/etc/hostname")),
        ("folder", os.path.dirname(secret)),
        ("victim", FACTS.get("victimDir", "/tmp")),
        ("inner/up", "../" * 40 + secret.lstrip("/")),
        ("inner/chain", "../secret.txt"),
        ("loop", "loop"),
        ("self", "."),
        ("memory", "/proc/self/environ"),
        ("zero", "/dev/zero"),
        ("neighbour", FACTS.get("neighbourWork", "/tmp")),
        ("control", "../../control/spec.json")):
    os.symlink(target, os.path.join("outputs", name))
with open("outputs/honest.txt", "w") as file:
    file.write("honest")
print("MADE: links", flush=True)
