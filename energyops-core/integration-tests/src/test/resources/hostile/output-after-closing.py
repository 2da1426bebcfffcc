"""Closes both streams at once and works on for two seconds.
Success: the run is taken for ended, or never settles."""
import os
import time

print("begin", flush=True)
os.close(1)
os.close(2)
time.sleep(2)
with open("worked-on", "w") as file:
    file.write("yes")
os._exit(0)
