def escape():
    for fd in (0, 1, 2):
        os.close(fd)
    beat("escaped")


child(escape)
beat("program")
