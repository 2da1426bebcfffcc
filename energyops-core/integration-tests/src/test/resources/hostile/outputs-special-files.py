"""Leaves a pipe, a socket and a device node in outputs/: who opens them waits for ever.
Success: the collection hangs, or one is stored."""
import os
import socket
import stat

print("begin", flush=True)
os.makedirs("outputs", exist_ok=True)
os.mkfifo("outputs/pipe.csv")
with socket.socket(socket.AF_UNIX) as server:
    server.bind("outputs/socket.csv")
try:
    os.mknod("outputs/device.csv", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    print("MADE: device", flush=True)
except OSError as error:
    print("REFUSED: %s (device)" % error.strerror, flush=True)
with open("outputs/honest.txt", "w") as file:
    file.write("honest")
print("MADE: pipe and socket", flush=True)
