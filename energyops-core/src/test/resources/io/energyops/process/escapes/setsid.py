def escape():
    os.setsid()
    beat("escaped")


child(escape)
beat("program")
