"""Burns one CPU for six seconds and measures what it got.
Success: more than the limit, by a quarter (fact `cpuPercent`, else 50)."""
import json
import os
import time

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))
print("begin", flush=True)
start = time.monotonic()
while time.monotonic() - start < 6:
    pass
share = 100 * time.process_time() / (time.monotonic() - start)
limit = FACTS.get("cpuPercent", 50)
word = "ESCAPED" if share > 1.25 * limit else "REFUSED"
print("%s: %.0f %% of a CPU at a limit of %d %%" % (word, share, limit), flush=True)
