"""Leaves a file below 500 folders in outputs/: their path is longer than a path may be.
Success: the collection breaks off without telling, or the host is harmed."""
import os

print("begin", flush=True)
os.makedirs("outputs", exist_ok=True)
with open("outputs/honest.txt", "w") as file:
    file.write("honest")
os.chdir("outputs")
for _ in range(500):
    os.mkdir("d" * 20)
    os.chdir("d" * 20)
with open("bottom.txt", "w") as file:
    file.write("deep")
print("MADE: 500 levels", flush=True)
