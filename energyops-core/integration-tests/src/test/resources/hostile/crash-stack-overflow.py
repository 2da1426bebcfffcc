"""Recurses through C in a thread with a small stack.
Success: none; the end must be told as a crash, not as a memory limit."""
import ctypes
import sys
import threading

CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)


@CALLBACK
def deeper(depth):
    return deeper(depth + 1)


print("begin", flush=True)
sys.setrecursionlimit(10 ** 9)
threading.stack_size(64 << 10)
thread = threading.Thread(target=deeper, args=(0,))
thread.start()
thread.join()
sys.exit(3)
