"""Ignores every signal that can be ignored and lives for 60 seconds.
Success: it outlives a kill by TERM and grace."""
import signal
import time

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
with open("/proc/self/comm", "w") as file:
    file.write("eo-hostile")
print("begin", flush=True)
until = time.monotonic() + 60
while time.monotonic() < until:
    time.sleep(0.1)
