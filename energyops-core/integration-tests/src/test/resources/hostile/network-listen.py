"""Listens on all addresses and on the loopback for three seconds; prints `LISTENING: <port>`.
Success: somebody from outside the sandbox gets through."""
import errno
import select
import socket

print("begin", flush=True)
servers = []
for address in ("0.0.0.0", "127.0.0.1"):
    try:
        server = socket.create_server((address, 0))
        servers.append(server)
        print("LISTENING: %d" % server.getsockname()[1], flush=True)
    except OSError as error:
        print("REFUSED: %s (%s)" % (errno.errorcode.get(error.errno, error), address), flush=True)
ready = select.select(servers, [], [], 3)[0]
for server in ready:
    peer, name = server.accept()
    peer.sendall(b"hostile")
    peer.close()
    print("ESCAPED: a connection from %s:%d" % name, flush=True)
if not ready:
    print("REFUSED: nobody came", flush=True)
