"""Prints bytes that are no UTF-8: lone and overlong bytes, surrogates, beyond the last code point.
Success: the batch with such a line is lost, or the run never ends."""
import sys

print("begin", flush=True)
for bad in (b"\xff\xfe", b"\x80", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82"):
    sys.stdout.buffer.write(b"bad " + bad + b" end\n")
# The first half of a character, a pause by flush, and the second: no error at all.
sys.stdout.buffer.write(b"split \xe2\x82")
sys.stdout.buffer.flush()
sys.stdout.buffer.write(b"\xac end\n")
sys.stdout.buffer.flush()
print("MADE: line after the bad bytes", flush=True)
