"""Raises each of its resource limits.
Success: a hard limit is higher than before when read back."""
import resource

print("begin", flush=True)
for name in sorted(name for name in dir(resource) if name.startswith("RLIMIT_")):
    kind = getattr(resource, name)
    before = resource.getrlimit(kind)[1]
    if before == resource.RLIM_INFINITY:
        print("REFUSED: no limit (%s)" % name, flush=True)
        continue
    try:
        resource.setrlimit(kind, (before + 1, before + 1))
    except (OSError, ValueError) as error:
        print("REFUSED: %s (%s)" % (error, name), flush=True)
        continue
    if resource.getrlimit(kind)[1] > before:
        print("ESCAPED: %s is above %d" % (name, before), flush=True)
