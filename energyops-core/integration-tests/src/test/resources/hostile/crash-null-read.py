"""Reads the address null.
Success: none; the end must be told as a crash, not as a limit."""
import ctypes

print("begin", flush=True)
ctypes.string_at(0)
