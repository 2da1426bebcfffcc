"""Opens sockets that read or write whole packets; sends none.
Success: such a socket is open."""
import errno
import socket

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


def opened(*kind):
    with socket.socket(*kind) as one:
        return "raw socket %s" % (one.family.name)


say("begin")
attempt("raw", lambda: opened(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP))
attempt("raw 6", lambda: opened(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6))
attempt("packet", lambda: opened(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)))
