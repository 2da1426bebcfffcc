"""Leaves a file, not a folder, under the name outputs.
Success: the end of the run fails on it."""
import os

print("begin", flush=True)
try:
    if os.path.isdir("outputs"):
        os.rmdir("outputs")
    with open("outputs", "w") as file:
        file.write("no folder")
    print("MADE: a file instead of outputs", flush=True)
except OSError as error:
    print("REFUSED: %s" % error.strerror, flush=True)
