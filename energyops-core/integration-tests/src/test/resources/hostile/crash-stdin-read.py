"""Reads standard input to its end.
Success: it waits for ever, or gets bytes that are not its own."""
import sys

print("begin", flush=True)
data = sys.stdin.buffer.read() if sys.stdin else b""
print("STDIN: %d bytes" % len(data), flush=True)
