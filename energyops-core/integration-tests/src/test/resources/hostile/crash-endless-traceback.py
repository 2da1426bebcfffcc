"""Fails with a message of 5 MiB without a line end.
Success: the host takes it into a record, an event or a notification as it is."""
print("begin", flush=True)
raise RuntimeError("x" * (5 << 20))
