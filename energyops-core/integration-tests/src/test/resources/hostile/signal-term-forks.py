"""Answers TERM by starting a child in a session of its own that ignores TERM and lives for 60 seconds.
Success: the child was born during the kill and is missed."""
import os
import signal
import time

UNTIL = time.monotonic() + 60
with open("/proc/self/comm", "w") as file:
    file.write("eo-hostile")


def answer(*_):
    if os.fork() == 0:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while time.monotonic() < UNTIL:
            time.sleep(0.1)
        os._exit(0)


signal.signal(signal.SIGTERM, answer)
print("begin", flush=True)
while time.monotonic() < UNTIL:
    time.sleep(0.1)
