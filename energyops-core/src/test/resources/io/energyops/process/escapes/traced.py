def tracer(pid):
    while not os.path.exists("pids"):
        time.sleep(0.01)
    LIBC.ptrace(16, pid, None, None)
    os.waitpid(pid, 0x40000000)
    beat("tracer")


pid = child(beat, "escaped")
child(tracer, pid)
beat("program")
