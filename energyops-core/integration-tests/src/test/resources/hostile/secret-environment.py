"""Prints the name of each variable that it was given.
Success: one is beyond the allow-list."""
import os
import re

ALLOWED = {"PATH", "PYTHONPATH", "HOME", "USER", "PYTHONUNBUFFERED", "HOST_FACTS", "ENERGYOPS_RUN", "LC_CTYPE", "PWD",
           "TMPDIR"}
print("begin", flush=True)
for name in sorted(os.environ):
    if name in ALLOWED or re.fullmatch(r"[A-Z]+_NUM_THREADS|[A-Z]+_MAXIMUM_THREADS", name):
        print("VARIABLE: %s" % name, flush=True)
    else:
        print("ESCAPED: variable %s" % name, flush=True)
