"""Runs MiniStack, and ends it with all its functions once the process that started it is gone.

The starter holds the other end of standard input and never writes to it, so reading returns only when the starter
ended, even by SIGKILL, which it cannot answer by cleaning up itself. The one argument is the folder of temporary
files that was made for this run; it is removed then.
"""

import os
import shutil
import signal
import sys
import threading
import time

from ministack.app import main

GRACE_SECONDS = 5
SCRATCH = sys.argv.pop(1)
orphaned = threading.Event()


def end_the_group() -> None:
    shutil.rmtree(SCRATCH, ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def end_with_the_starter() -> None:
    os.read(0, 1)  # not through sys.stdin: its lock would abort the interpreter's own shutdown
    orphaned.set()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    end_the_group()


threading.Thread(target=end_with_the_starter, daemon=True).start()
try:
    main()
finally:
    if orphaned.is_set():
        end_the_group()
