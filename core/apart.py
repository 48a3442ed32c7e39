"""Work done in a process of its own, so that what it leaves behind in memory is not in this one."""

import multiprocessing
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """What `work` answers, made in a fork of this process; only the answer, which can be pickled, comes back.

    Raises EOFError when the fork ended without an answer; its error stands in the log. To be called before there are
    threads.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(work()))
    process.start()
    sender.close()
    try:
        answer: T = receiver.recv()
    finally:
        receiver.close()
        process.join()
    return answer
