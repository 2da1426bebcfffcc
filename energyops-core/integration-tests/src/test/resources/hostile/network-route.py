"""Asks the kernel for a way out: to a test network, and to the name servers. Connecting UDP sends nothing.
Success: there is a route, so that packets and questions for names could leave the machine."""
import errno
import re
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


def way(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as one:
        one.connect((address, 53))
        return "a route to %s from %s" % (address, one.getsockname()[0])


def interfaces():
    names = [name for _, name in socket.if_nameindex() if name != "lo"]
    # Tunnels without a peer are in each new namespace.
    names = [name for name in names if not re.match(r"(tunl|gre|gretap|erspan|ip_vti|ip6|sit|ip6gre)", name)]
    return "interfaces %s" % names if names else None


say("begin")
attempt("interfaces", interfaces)
for address in ("192.0.2.53", "2001:db8::53", "169.254.169.254"):
    attempt(address, lambda: way(address))
try:
    with open("/etc/resolv.conf") as file:
        for server in re.findall(r"nameserver\s+([\w.:]+)", file.read()):
            attempt(server, lambda: way(server))
except OSError as error:
    say("REFUSED: %s (resolv.conf)" % errno.errorcode.get(error.errno, error))
