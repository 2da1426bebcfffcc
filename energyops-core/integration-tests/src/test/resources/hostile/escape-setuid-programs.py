"""Starts the setuid programs of the system, one with a library to load before all others.
Success: one runs with uid 0, although the script does not."""
import errno
import os
import re
import subprocess
import time

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


def is_root_of_the_host():
    with open("/proc/self/uid_map") as file:
        return os.geteuid() == 0 and file.read().split()[:2] == ["0", "0"]


def effective(pid):
    with open("/proc/%d/status" % pid) as file:
        return int(re.search(r"Uid:\s+\d+\s+(\d+)", file.read()).group(1))


def waits_as_root(command):
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env=dict(os.environ, LD_PRELOAD="./none.so"))
    try:
        until = time.monotonic() + 0.3
        while time.monotonic() < until and child.poll() is None:
            if effective(child.pid) == 0 != os.geteuid():
                return "%s runs as uid 0" % command[0]
    finally:
        child.stdin.close()
        child.kill()


def gives_root(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=2)
    if done.stdout.strip() == b"0" and (os.geteuid() != 0 or is_root_of_the_host()):
        return "%s gave uid 0" % command[0]


def quick(command):
    try:
        return gives_root(command)
    except subprocess.TimeoutExpired:
        return None


say("begin")
with open("/proc/self/status") as file:
    say("NOTE: " + re.search(r"NoNewPrivs:\s+\d", file.read()).group().replace("\t", " "))
for command in (["su", "root"], ["passwd"], ["gpasswd", "root"], ["chsh"], ["newgrp", "root"]):
    attempt(command[0], lambda: waits_as_root(command))
for command in (["sudo", "-n", "id", "-u"], ["su", "-c", "id -u", "root"], ["pkexec", "id", "-u"]):
    attempt(command[0], lambda: quick(command))
