"""Runs MiniStack, and ends it with all its functions once the process that started it is gone.

The starter holds the other end of standard input and never writes to it, so reading returns only when the starter
ended, even by SIGKILL, which it cannot answer by cleaning up itself.
"""

import os
import signal
import threading
import time

from ministack.app import main

GRACE_SECONDS = 5
orphaned = threading.Event()


def end_with_the_starter() -> None:
    os.read(0, 1)  # not through sys.stdin: its lock would abort the interpreter's own shutdown
    orphaned.set()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.killpg(os.getpgrp(), signal.SIGKILL)


threading.Thread(target=end_with_the_starter, daemon=True).start()
try:
    main()
finally:
    if orphaned.is_set():
        os.killpg(os.getpgrp(), signal.SIGKILL)
