def escape():
    register("escaped")
    os.kill(os.getpid(), signal.SIGSTOP)


child(escape)
beat("program")
