"""Takes back the signal that its parent's death would send, then lives for 60 seconds.
Success: it outlives its supervisor when the test kills that one."""
import ctypes
import signal
import time

PR_SET_PDEATHSIG = 1
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open("/proc/self/comm", "w") as file:
    file.write("eo-hostile")
print("begin", flush=True)
until = time.monotonic() + 60
while time.monotonic() < until:
    time.sleep(0.1)
