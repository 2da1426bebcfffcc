# The first thread ends and the others go on: the process looks like a zombie then.
EXIT = {"x86_64": 60, "aarch64": 93}


def escape():
    os.setsid()
    register("escaped")
    for _ in range(30):
        threading.Thread(target=beat, args=("thread", 0.2)).start()
    LIBC.syscall(EXIT[platform.machine()], 0)


child(escape)
beat("program")
