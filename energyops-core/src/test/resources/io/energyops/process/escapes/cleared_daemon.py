daemon(cleared, "escaped")
beat("program")
