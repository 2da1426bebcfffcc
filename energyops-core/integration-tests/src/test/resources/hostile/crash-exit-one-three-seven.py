"""Ends by `sys.exit(137)`, which a shell says after KILL and after a memory kill.
Success: none; the end must be told as exit code 137."""
import sys

print("begin", flush=True)
sys.exit(137)
