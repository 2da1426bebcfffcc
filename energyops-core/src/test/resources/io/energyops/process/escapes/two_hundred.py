def branch():
    for _ in range(9):
        child(beat, "leaf", 1.0)
    beat("branch", 1.0)


for _ in range(20):
    child(branch)
beat("program")
