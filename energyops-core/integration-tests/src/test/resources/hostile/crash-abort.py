"""Calls abort.
Success: none; the end must be told as a crash, not as a limit."""
import os

print("begin", flush=True)
os.abort()
