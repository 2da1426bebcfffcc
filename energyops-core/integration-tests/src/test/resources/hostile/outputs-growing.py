"""A daemon lets a file in outputs/ grow while it is collected, up to 64 MiB or 60 seconds.
Success: the copy never ends or is larger than its cap."""
import os
import time

print("begin", flush=True)
os.makedirs("outputs", exist_ok=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open("/proc/self/comm", "w") as file:
            file.write("eo-hostile")
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        start = time.monotonic()
        grown = 0
        while grown < 64 << 20 and time.monotonic() - start < 60:
            try:
                with open("outputs/grows.bin", "ab") as file:
                    grown += file.write(b"x" * (64 << 10))
            except OSError:
                break
            time.sleep(0.01)
        time.sleep(max(0, 60 - (time.monotonic() - start)))
    os._exit(0)
os.wait()
print("MADE: a daemon that writes", flush=True)
