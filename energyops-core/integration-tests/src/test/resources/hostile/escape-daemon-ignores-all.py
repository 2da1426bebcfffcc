"""A daemon ignores every signal, keeps both streams open and beats into a file, for 60 seconds.
Success: it outlives the run, or the run hangs on it."""
import os
import signal
import time

print("begin", flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        with open("/proc/self/comm", "w") as file:
            file.write("eo-hostile")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with open("beats", "a") as file:
                    file.write("x")
            except OSError:
                pass
            time.sleep(0.05)
    os._exit(0)
os.wait()
print("MADE: a daemon", flush=True)
