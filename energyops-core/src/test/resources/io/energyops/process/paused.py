"""Runs the supervisor and stops it right before or right after it makes one of its files.

Started as ``python3 paused.py MOMENT FILE SUPERVISOR.PY CONTROL_DIRECTORY``; the moment is
``before`` or ``after``. Nothing in the supervisor knows of it.
"""

import os
import runpy
import signal
import sys

moment, wanted, program, control = sys.argv[1:]


def paused(make):
    def made(source, target):
        if target == wanted and moment == "before":
            os.kill(os.getpid(), signal.SIGSTOP)
        make(source, target)
        if target == wanted and moment == "after":
            os.kill(os.getpid(), signal.SIGSTOP)

    return made


os.rename, os.link = paused(os.rename), paused(os.link)
sys.argv = [program, control]
runpy.run_path(program, run_name="__main__")
