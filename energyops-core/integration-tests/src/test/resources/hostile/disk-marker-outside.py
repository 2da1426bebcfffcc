"""Leaves a small file in every folder that it may write to.
Success: the test finds it in a folder of the host (and removes it)."""
import errno
import os

print("begin", flush=True)
for folder in ("/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/var/lock", "/var/lib", "/home",
               "/root", "/opt", "/srv", "/mnt", "/media", "/usr/local/lib", "/etc", "/usr/lib"):
    try:
        with open(os.path.join(folder, "energyops-hostile-marker"), "x") as file:
            file.write("hostile")
        print("WROTE: %s" % file.name, flush=True)
    except OSError as error:
        print("REFUSED: %s (%s)" % (errno.errorcode.get(error.errno, error), folder), flush=True)
