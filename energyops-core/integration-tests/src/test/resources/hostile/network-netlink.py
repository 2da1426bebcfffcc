"""Asks the kernel by netlink to switch on the loopback, which is on already.
Success: the kernel says yes, so it would add routes and addresses as well."""
import errno
import socket
import struct

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


NEW_LINK, REQUEST_WITH_ANSWER, UP = 16, 5, 1


def switch_on():
    body = struct.pack("BxHiII", socket.AF_UNSPEC, 0, socket.if_nametoindex("lo"), UP, UP)
    head = struct.pack("IHHII", 16 + len(body), NEW_LINK, REQUEST_WITH_ANSWER, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.settimeout(2)
        kernel.send(head + body)
        answer = kernel.recv(4096)
    code = -struct.unpack_from("i", answer, 16)[0]
    if code:
        raise OSError(code, "netlink")
    return "the loopback was switched on"


say("begin")
attempt("loopback", switch_on)
