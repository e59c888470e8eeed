# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Shares the cores among runs of WP and of Coq. Loading Coq's libraries takes as
long as a few proofs, so that what several runs of WP leave to Coq while it is
busy is proved next, in one run."""
import threading
import time
from concurrent.futures import Future

import coqwp

LARGEST = 60        # goals for one run of Coq, or a little more
AT_ONCE = 2         # runs of Coq


class Slots:
    """Room for `jobs' runs of WP, and for some of Coq beside them."""

    def __init__(self, jobs):
        self.wp = threading.Semaphore(jobs)
        self.coq = threading.Semaphore(AT_ONCE)
        self.lock = threading.Lock()
        self.waiting = []       # (folder of goals, where the answer goes)

    def take(self):
        with self.lock:
            taken, goals = [], 0
            while self.waiting and goals < LARGEST:
                taken.append(self.waiting.pop(0))
                goals += count(taken[-1][0])
            return taken

    def prove(self, folder):
        """What is wrong with the proofs of the goals in a folder, and the
        seconds that each took."""
        if not count(folder):
            return [], 0.0
        answer = Future()
        mine = folder, answer
        with self.lock:
            self.waiting.append(mine)
        while mine in self.waiting:     # else a run that was before us took it
            with self.coq:
                prove_all(self.take())
        return answer.result()


def count(folder):
    return len(list(folder.glob("*.v")))


def prove_all(batches):
    """All at once; if that fails, one after the other, to see which."""
    try:
        start = time.time()
        wrong = coqwp.prove_batch(*(folder for folder, _ in batches))
        each = (time.time() - start) / max(sum(count(f) for f, _ in batches), 1)
        for folder, answer in batches:
            if wrong and len(batches) > 1:
                start = time.time()
                answer.set_result((coqwp.prove_batch(folder),
                                   (time.time() - start) / count(folder)))
            else:
                answer.set_result((wrong, each))
    except BaseException as error:      # whoever waits must hear of it
        for _, answer in batches:
            if not answer.done():
                answer.set_exception(error)
        raise
