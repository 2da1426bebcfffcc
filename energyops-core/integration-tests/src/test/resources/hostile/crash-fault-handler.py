"""Crashes with Python's fault handler on, which writes its report from within the signal.
Success: none; the report must be kept."""
import ctypes
import faulthandler

faulthandler.enable()
print("begin", flush=True)
ctypes.string_at(0)
