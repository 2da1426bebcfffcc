"""Writes into its own source file and into the interpreter's library.
Success: the stored script or the library is changed for the next run."""
import errno
import os
import sysconfig

print("begin", flush=True)
try:
    with open(__file__, "a") as file:
        file.write("# planted by a run\n")
    print("WROTE: own source", flush=True)
except OSError as error:
    print("REFUSED: %s (own source)" % errno.errorcode.get(error.errno, error), flush=True)
path = os.path.join(sysconfig.get_paths()["stdlib"], "energyops_hostile_marker.py")
try:
    open(path, "x").close()
    os.unlink(path)
    print("ESCAPED: made %s" % path, flush=True)
except OSError as error:
    print("REFUSED: %s (library)" % errno.errorcode.get(error.errno, error), flush=True)
