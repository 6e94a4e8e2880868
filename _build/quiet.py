"""Runs the command `survey` so that Ctrl-C ends it without a traceback, even while it still loads."""

import runpy
import signal

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    runpy.run_module("survey", run_name="__main__", alter_sys=True)
