"""Writes the same 4 MiB fifty times: 200 MiB of writes, but never more than 4 MiB on disk.
Success: none; a sandbox that counts bytes written instead of bytes held stops an honest script."""
print("begin", flush=True)
with open("state.bin", "wb", buffering=0) as file:
    for _ in range(50):
        file.seek(0)
        file.write(b"x" * (4 << 20))
print("MADE: 50 rounds", flush=True)
