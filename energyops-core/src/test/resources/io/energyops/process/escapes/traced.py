def tracer(pid):
    while True:
        with open("pids", "a+") as file:
            file.seek(0)
            if "escaped" in file.read():
                break
        time.sleep(0.01)
    LIBC.ptrace(16, pid, None, None)
    os.waitpid(pid, 0x40000000)
    beat("tracer")


pid = child(beat, "escaped")
child(tracer, pid)
beat("program")
