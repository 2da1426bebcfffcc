def hiding():
    prctl(36, 1)
    os.setsid()
    daemon(cleared, "escaped")
    beat("reaper")


child(hiding)
beat("program")
