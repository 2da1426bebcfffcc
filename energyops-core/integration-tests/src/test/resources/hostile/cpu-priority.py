"""Asks for nice -20, for real-time scheduling and for CPUs that it was not given.
Success: any of them is in force when read back."""
import errno
import os

def say(text):
    print(text, flush=True)


def attempt(what, action):
    """Prints the proof that the action returns, or why there is none."""
    try:
        proof = action()
        say("ESCAPED: %s (%s)" % (proof, what) if proof else "REFUSED: no effect (%s)" % what)
    except KeyError as missing:
        say("REFUSED: no fact %s (%s)" % (missing.args[0], what))
    except OSError as error:
        say("REFUSED: %s (%s)" % (errno.errorcode.get(error.errno, error), what))


def nice():
    before = os.getpriority(os.PRIO_PROCESS, 0)
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    after = os.getpriority(os.PRIO_PROCESS, 0)
    return "nice %d" % after if after < before else None


def real_time():
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    return "SCHED_FIFO" if os.sched_getscheduler(0) == os.SCHED_FIFO else None


def more_cpus():
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count()))
    gained = os.sched_getaffinity(0) - before
    return "CPUs %s" % sorted(gained) if gained else None


say("begin")
attempt("nice -20", nice)
attempt("more CPUs", more_cpus)
attempt("real time", real_time)
