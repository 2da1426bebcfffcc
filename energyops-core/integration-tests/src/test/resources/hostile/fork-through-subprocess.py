"""Starts other programs by vfork, as subprocess does.
Success: 300 live at the same time."""
import errno
import subprocess

print("begin", flush=True)
children = []
try:
    for _ in range(300):
        children.append(subprocess.Popen(["sleep", "20"], close_fds=False))
    print("ESCAPED: reached 300 processes", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), len(children)), flush=True)
for child in children:
    child.kill()
for child in children:
    child.wait()
