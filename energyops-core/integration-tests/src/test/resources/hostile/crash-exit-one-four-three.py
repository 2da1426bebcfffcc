"""Ends by `sys.exit(143)`, which a shell says after TERM.
Success: none; the end must be told as exit code 143."""
import sys

print("begin", flush=True)
sys.exit(143)
