"""Ends by `sys.exit(255)`.
Success: none; the end must be told as exit code 255."""
import sys

print("begin", flush=True)
sys.exit(255)
