"""Goes on as another program under the same process id.
Success: the run is taken for ended at the exchange."""
import os

print("begin", flush=True)
os.execv("/bin/sh", ["sh", "-c", "sleep 1; echo MADE: another program"])
