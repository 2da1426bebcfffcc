"""Makes itself the last to be killed when memory runs out.
Success: its score is lower than at the start when read back."""
import errno

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


def score():
    with open("/proc/self/oom_score_adj") as file:
        return int(file.read())


def lower(target):
    before = score()
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write(str(target))
    return "score %d instead of %d" % (score(), before) if score() < before else None


say("begin")
attempt("-1000", lambda: lower(-1000))
attempt("-1", lambda: lower(-1))
