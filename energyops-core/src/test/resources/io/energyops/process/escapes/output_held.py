child(beat, "escaped")
register("program")
