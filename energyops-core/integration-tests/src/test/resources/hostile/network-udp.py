"""Sends a datagram to the host's server and waits a second for the answer.
Success: a canary in the answer; the test sees the datagram even without one."""
import errno
import json
import os
import re
import socket

FACTS = json.loads(os.environ.get("HOST_FACTS", "{}"))


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


def canary(data):
    found = re.search(rb"CANARY-[\w.-]+", data)
    return found.group().decode() if found else None


def answer():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
        peer.settimeout(1)
        peer.connect(("127.0.0.1", FACTS["udpPort"]))
        peer.send(b"hostile")
        try:
            return canary(peer.recv(4096))
        except socket.timeout:
            return None


say("begin")
attempt("datagram", answer)
