"""Ends by `os._exit(9)`.
Success: none; the end must be told as exit code 9."""
import os

print("begin", flush=True)
os._exit(9)
