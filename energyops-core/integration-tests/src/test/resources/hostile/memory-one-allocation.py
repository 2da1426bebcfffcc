"""Asks for 1200 MiB at once and touches every page.
Success: all of it is resident."""
print("begin", flush=True)
block = bytearray(1200 << 20)
for at in range(0, len(block), 4096):
    block[at] = 1
print("ESCAPED: reached 1200 MiB", flush=True)
