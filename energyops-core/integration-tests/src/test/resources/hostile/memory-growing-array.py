"""Grows one bytearray by 1 MiB at a time up to 600 MiB; each move needs the old and the new one.
Success: it reaches its bound."""
print("begin", flush=True)
block = bytearray()
while len(block) < 600 << 20:
    block.extend(b"x" * (1 << 20))
print("ESCAPED: reached 600 MiB", flush=True)
