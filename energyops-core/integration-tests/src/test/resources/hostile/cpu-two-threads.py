"""Burns in two threads that hold no interpreter lock, for about six seconds.
Success: together more than the limit, by a quarter (fact `cpuPercent`, else 50)."""
import hashlib
import json
import os
import threading
import time

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))
print("begin", flush=True)
start = time.monotonic()
data = b"x" * (1 << 20)


def burn():
    while time.monotonic() - start < 6:
        hashlib.sha256(data).digest()


other = threading.Thread(target=burn)
other.start()
burn()
other.join()
share = 100 * time.process_time() / (time.monotonic() - start)
limit = FACTS.get("cpuPercent", 50)
word = "ESCAPED" if share > 1.25 * limit else "REFUSED"
print("%s: %.0f %% of a CPU at a limit of %d %%" % (word, share, limit), flush=True)
