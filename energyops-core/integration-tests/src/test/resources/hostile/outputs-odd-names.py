"""Leaves files with names that break lines, paths, terminals, encodings, markup and other systems' rules.
Success: a file lands elsewhere, a log line is forged, or the honest file is lost."""
import os

NAMES = (b"line\nbreak.txt", b"return\r.txt", b"escape\x1b[2J.txt", b"invalid\xff\xfe.txt", b"surrogate\xed\xa0\x80",
         b"...", b".. ", b"..\\..\\evil.txt", b"%2e%2e%2fevil.txt", b"\xe2\x80\xaetxt.exe", b"a" * 255,
         "e\u0301.txt".encode(), "\u00e9.txt".encode(), b"NUL", b"CON.txt", b"C:evil.txt", b"trailing.", b" ",
         b"-rf", b"~", b"$(id)", b"'; DROP TABLE artefact; --", b"<img src=x>", b"UPPER.txt", b"upper.txt", b"*", b"?x",
         b".hidden", b"tab\t.txt", "\u2028.txt".encode())
print("begin", flush=True)
os.makedirs("outputs", exist_ok=True)
made = 0
for name in NAMES:
    try:
        with open(os.path.join(b"outputs", name), "w") as file:
            file.write("odd")
        made += 1
    except OSError as error:
        print("REFUSED: %s (%r)" % (error.strerror, name), flush=True)
with open("outputs/honest.txt", "w") as file:
    file.write("honest")
print("MADE: %d names" % made, flush=True)
