"""Leaves folders and files without any rights, and takes them from outputs/ itself.
Success: the collection fails as a whole, or the work folder stays for ever."""
import os

print("begin", flush=True)
os.makedirs("outputs/closed/inner", exist_ok=True)
for path in ("outputs/closed/inner/file.txt", "outputs/unreadable.txt", "outputs/honest.txt"):
    with open(path, "w") as file:
        file.write("honest")
os.chmod("outputs/unreadable.txt", 0)
os.chmod("outputs/closed/inner", 0)
os.chmod("outputs/closed", 0)
os.makedirs("no-rights/inner", exist_ok=True)
os.chmod("no-rights", 0)
os.chmod("outputs", 0o300)
print("MADE: folders without rights", flush=True)
