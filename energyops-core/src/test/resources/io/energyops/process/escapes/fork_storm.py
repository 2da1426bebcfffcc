# Chains in which each generation lives for one fork, each in a session of its own, and a crowd
# that forks for as long as the machine has not many more processes than at the start.
signal.signal(signal.SIGTERM, signal.SIG_IGN)


def processes():
    with open("/proc/loadavg") as file:
        return int(file.read().split()[3].split("/")[1])


def chain():
    quiet()
    while time.monotonic() < UNTIL:
        if os.fork():
            os._exit(0)
        os.setsid()


def crowd():
    while time.monotonic() < UNTIL:
        if processes() < limit:
            os.fork()
        else:
            time.sleep(0.001)


limit = processes() + 120
for _ in range(4):
    child(chain)
child(crowd)
beat("program")
