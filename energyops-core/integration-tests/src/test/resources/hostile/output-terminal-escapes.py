"""Prints sequences that drive a terminal: clear, title, link, paste, answer-back.
Success: they reach the console of whoever reads the host's log."""
import sys

print("begin", flush=True)
for sequence in ("\x1b[2J\x1b[H", "\x1b]0;owned\x07", "\x1b]8;;http://127.0.0.1/\x07link\x1b]8;;\x07",
                 "\x1b]52;c;b3duZWQ=\x07", "\x1b[c", "\x1bP+q\x1b\\", "\x9b31m", "\x1b[8mhidden", "\x07" * 20):
    sys.stdout.buffer.write(b"seq " + sequence.encode() + b" end\n")
sys.stdout.buffer.flush()
print("MADE: line after the sequences", flush=True)
