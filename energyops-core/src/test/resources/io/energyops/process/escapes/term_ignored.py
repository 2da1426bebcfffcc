signal.signal(signal.SIGTERM, signal.SIG_IGN)
child(beat, "escaped")
beat("program")
