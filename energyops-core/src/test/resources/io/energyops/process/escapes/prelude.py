"""What each way of escaping begins with."""
import ctypes
import os
import platform
import signal
import sys
import threading
import time

LIBC = ctypes.CDLL(None)
UNTIL = time.monotonic() + 60


def register(name):
    """Tells the test who this is: a name, the pid and its start ticks."""
    with open("/proc/self/stat", "rb") as file:
        ticks = file.read().rsplit(b") ", 1)[1].split()[19].decode()
    with open("pids", "a") as file:
        file.write("%s %d %s\n" % (name, os.getpid(), ticks))


def beat(name, pause=0.02):
    """Lives on, and the test can see that it does."""
    register(name)
    while time.monotonic() < UNTIL:
        with open("beats", "a") as file:
            file.write("x")
        time.sleep(pause)
    os._exit(0)


def child(body, *args):
    """Runs it in a child that never comes back."""
    pid = os.fork()
    if pid == 0:
        try:
            body(*args)
        finally:
            os._exit(0)
    return pid


def daemon(body, *args):
    """Forks twice with a session between, as daemons do."""

    def between():
        os.setsid()
        child(body, *args)

    os.waitpid(child(between), 0)


def cleared(name):
    """Goes on as another program without any of its environment."""
    code = SOURCE + "\nbeat(%r)" % name
    os.execve(sys.executable, [sys.executable, "-I", "-S", "-c", code], {})


def quiet():
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)


def prctl(option, value):
    LIBC.prctl(option, *[ctypes.c_ulong(number) for number in (value, 0, 0, 0)])
