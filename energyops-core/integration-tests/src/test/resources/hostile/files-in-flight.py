"""Parks open files in the queue of a socket and closes its own: a limit per process forgets them.
Success: 2000 files are held by nobody's table."""
import array
import errno
import os
import socket

print("begin", flush=True)
count = 0
pairs = []
try:
    while count < 2000:
        pairs.append(socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM))
        pairs[-1][0].setblocking(False)
        for _ in range(8):
            fds = [os.open("/dev/null", os.O_RDONLY) for _ in range(25)]
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))]
            try:
                pairs[-1][0].sendmsg([b"x"], rights)
            finally:
                for fd in fds:
                    os.close(fd)
            count += len(fds)
    print("ESCAPED: reached 2000 files in flight", flush=True)
except OSError as error:
    print("REFUSED: %s at %d" % (errno.errorcode.get(error.errno, error), count), flush=True)
