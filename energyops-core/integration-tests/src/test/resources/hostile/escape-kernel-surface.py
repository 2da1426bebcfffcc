"""Calls parts of the kernel that were often broken: bpf, perf, userfaultfd, io_uring, and modules.
Success: it watches all processes of a CPU, or may load a module."""
import ctypes
import errno
import os
import platform
import struct

LIBC = ctypes.CDLL(None, use_errno=True)


def call(name, *args):
    """Calls the C library; an error becomes an OSError."""
    result = getattr(LIBC, name)(*args)
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def say(text):
    print(text, flush=True)


def attempt(what, action):
    """Prints the proof that the action returns, or why there is none."""
    try:
        proof = action()
        say("ESCAPED: %s (%s)" % (proof, what) if proof else "REFUSED: no effect (%s)" % what)
    except KeyError as missing:
        say("REFUSED: no fact %s (%s)" % (missing.args[0], what))
    except OSError as error:
        say("REFUSED: %s (%s)" % (errno.errorcode.get(error.errno, error), what))


NUMBERS = {
    "x86_64": {"bpf": 321, "perf": 298, "uffd": 323, "ring": 425, "module": 175},
    "aarch64": {"bpf": 280, "perf": 241, "uffd": 282, "ring": 425, "module": 105},
}.get(platform.machine(), {})


def raw(name, *args):
    numbers = [arg if isinstance(arg, (bytes, ctypes.Array)) else ctypes.c_long(arg) for arg in args]
    return call("syscall", ctypes.c_long(NUMBERS[name]), *numbers)


def bpf():
    array_map = struct.pack("5I", 2, 4, 4, 1, 0) + bytes(100)
    os.close(raw("bpf", 0, array_map, 120))
    say("REACHED: a map of bpf")


def perf(pid, cpu):
    attributes = struct.pack("IIQ", 1, 112, 0) + bytes(96)
    os.close(raw("perf", attributes, pid, cpu, -1, 0))
    if pid == -1:
        return "watches all processes of CPU %d" % cpu
    say("REACHED: perf events of itself")


def user_fault():
    os.close(raw("uffd", os.O_CLOEXEC))
    say("REACHED: userfaultfd")


def ring():
    os.close(raw("ring", 4, ctypes.create_string_buffer(120)))
    say("REACHED: io_uring")


def module():
    """An empty image: who lacks the right is told EPERM, who has it is told ENOEXEC."""
    try:
        raw("module", b"", 0, b"")
    except OSError as error:
        if error.errno in (errno.ENOEXEC, errno.EINVAL, errno.EFAULT):
            return "may load modules: only the image was wrong"
        raise


say("begin")
attempt("bpf", bpf)
attempt("perf of itself", lambda: perf(0, -1))
attempt("perf of all", lambda: perf(-1, 0))
attempt("userfaultfd", user_fault)
attempt("io_uring", ring)
attempt("module", module)
