"""A child eats 1200 MiB while its parent stays small, survives and goes on.
Success: the child reaches its bound."""
import os

print("begin", flush=True)
pid = os.fork()
if pid == 0:
    try:
        block = bytearray(b"x") * (1200 << 20)
        os._exit(0)
    except MemoryError:
        os._exit(1)
status = os.waitpid(pid, 0)[1]
if status == 0:
    print("ESCAPED: reached 1200 MiB in a child", flush=True)
else:
    print("REFUSED: child ended with status %d" % status, flush=True)
