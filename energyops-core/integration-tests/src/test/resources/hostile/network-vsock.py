"""Listens on a socket of virtual machines, which no network namespace holds back.
Success: it listens where the machine's host can reach it."""
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


def listen():
    with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as one:
        one.bind((socket.VMADDR_CID_ANY, socket.VMADDR_PORT_ANY))
        one.listen(1)
        return "listens on port %d of AF_VSOCK" % one.getsockname()[1]


def other_families():
    for name in ("AF_ALG", "AF_KEY"):
        try:
            socket.socket(getattr(socket, name, -1), socket.SOCK_SEQPACKET).close()
            say("REACHED: " + name)
        except (OSError, AttributeError):
            pass


say("begin")
attempt("vsock", listen)
attempt("families", other_families)
