"""Every process forks again and again; a pipe with 300 tokens is the bound.
Success: the last token is taken."""
import errno
import os
import time

TOKENS = 300
print("begin", flush=True)
tokens, filler = os.pipe()
os.write(filler, b"x" * TOKENS)
os.set_blocking(tokens, False)
top = os.getpid()
until = time.monotonic() + 8
refused = "too slow for the bound"
spent = False
while time.monotonic() < until:
    try:
        os.read(tokens, 1)
    except BlockingIOError:
        # Others hold a token for the moment of a fork that is refused: empty twice is empty.
        if spent:
            break
        spent = True
        time.sleep(0.5)
        continue
    spent = False
    try:
        os.fork()
    except OSError as error:
        refused = errno.errorcode.get(error.errno, error)
        os.write(filler, b"x")
        time.sleep(0.02)
if os.getpid() != top:
    time.sleep(max(0, until - time.monotonic()))
    os._exit(0)
if spent and time.monotonic() < until:
    print("ESCAPED: reached %d processes" % TOKENS, flush=True)
else:
    print("REFUSED:", refused, flush=True)
