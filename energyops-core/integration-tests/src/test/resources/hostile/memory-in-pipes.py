"""Keeps memory in the buffers of pipes, which no limit of a process counts: 1 MiB in each of 300.
Success: all of them are full."""
import errno
import fcntl
import os

SET_PIPE_SIZE = 1031
print("begin", flush=True)
held = 0
try:
    for _ in range(300):
        reader, writer = os.pipe()
        fcntl.fcntl(writer, SET_PIPE_SIZE, 1 << 20)
        os.set_blocking(writer, False)
        held += os.write(writer, b"x" * (1 << 20))
    print("ESCAPED: reached %d MiB in pipes" % (held >> 20), flush=True)
except OSError as error:
    print("REFUSED: %s at %d MiB" % (errno.errorcode.get(error.errno, error), held >> 20), flush=True)
