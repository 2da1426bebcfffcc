daemon(beat, "escaped")
beat("program")
