"""Sends itself ILL.
Success: none; the end must be told as this signal."""
import os
import signal

print("begin", flush=True)
os.kill(os.getpid(), signal.SIGILL)
