"""Prints characters that some readers take for line ends, and some that turn text round.
Success: a forged second line, or a reversed one in the host's own log."""
import sys

print("begin", flush=True)
for mark in ("\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\u202e", "\u2066", "\ufeff", "\u200b",
             "\U0010ffff", "\ufffe", "e" + "\u0301" * 2000):
    sys.stdout.buffer.write(("left" + mark + "[energyops] completed\n").encode())
sys.stdout.buffer.flush()
print("MADE: line after the marks", flush=True)
