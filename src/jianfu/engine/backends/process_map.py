"""Mapping a pure function over Arrow batches in several processes, the results in the batches' order."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import pyarrow as pa

from jianfu.engine.backends.backend import BatchFunction


class ProcessMap:
    """Worker processes, started at the first map that has several batches and kept until closed.

    With one process everything is done in this one. A function must be picklable where there are several.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: BatchFunction, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the function's batch for each batch, in order; only a few batches are held at once."""
        rest = iter(batches)
        first = next(rest, None)
        if first is None:
            return
        second = next(rest, None) if self._processes > 1 else None
        if second is None:
            yield function(first)
            yield from map(function, rest)
            return
        yield from self._spread(function, first, second, rest)

    def close(self) -> None:
        """End the worker processes. May be called again."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _spread(
        self, function: BatchFunction, first: pa.RecordBatch, second: pa.RecordBatch, rest: Iterator[pa.RecordBatch]
    ) -> Iterator[pa.RecordBatch]:
        pool = self._started()
        waiting: deque[Future[pa.RecordBatch]] = deque()
        waiting.append(pool.submit(function, first))
        waiting.append(pool.submit(function, second))
        for batch in rest:
            waiting.append(pool.submit(function, batch))
            if len(waiting) > 2 * self._processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not fork: DuckDB's threads would be copied half.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context, initializer=_ignore_interrupt)
        return self._pool


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the process that was asked; it ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
