"""Keeps ever more small objects, 1200 MiB in the end.
Success: all of them are held."""
print("begin", flush=True)
kept = []
for number in range(1200 << 10):
    kept.append(bytes([number % 255 + 1]) * 980)
print("ESCAPED: reached 1200 MiB", flush=True)
