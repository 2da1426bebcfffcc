"""Burns in two processes for six seconds: the limit is of the whole tree.
Success: together more than the limit, by a quarter (fact `cpuPercent`, else 50)."""
import json
import os
import time

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))
print("begin", flush=True)
start = time.monotonic()
child = os.fork()
while time.monotonic() - start < 6:
    pass
if child == 0:
    os._exit(0)
os.waitpid(child, 0)
used = os.times()
total = used.user + used.system + used.children_user + used.children_system
share = 100 * total / (time.monotonic() - start)
limit = FACTS.get("cpuPercent", 50)
word = "ESCAPED" if share > 1.25 * limit else "REFUSED"
print("%s: %.0f %% of a CPU at a limit of %d %%" % (word, share, limit), flush=True)
