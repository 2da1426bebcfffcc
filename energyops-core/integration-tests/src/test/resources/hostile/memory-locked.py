"""Locks a mapping of 256 MiB, so that it can never be swapped out.
Success: the kernel counts 256 MiB of locked memory."""
import ctypes
import errno
import mmap
import re

LIBC = ctypes.CDLL(None, use_errno=True)
print("begin", flush=True)
size = 256 << 20
block = mmap.mmap(-1, size)
address = ctypes.addressof(ctypes.c_char.from_buffer(block))
if LIBC.mlock(ctypes.c_void_p(address), ctypes.c_size_t(size)) < 0:
    code = ctypes.get_errno()
    print("REFUSED:", errno.errorcode.get(code, code), flush=True)
else:
    locked = int(re.search(r"VmLck:\s+(\d+)", open("/proc/self/status").read()).group(1))
    if locked >= size >> 10:
        print("ESCAPED: reached 256 MiB of locked memory", flush=True)
    else:
        print("REFUSED: only %d KiB are locked" % locked, flush=True)
