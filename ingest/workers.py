"""Processes that read files, each within bounds of time and memory.

A parser that hangs, crashes or eats memory costs its own process and its own file, never the run.
"""

import contextlib
import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, TimeoutError
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from ingest.bounds import Bounds
from ingest.errors import UnreadableFile

_TASKS = 200  # files after which a worker is replaced
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Workers(Protocol):
    """Where reading is done: in processes of their own, or here."""

    def submit(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> "Future[_Result]":
        """Begins the work, or queues it."""


@contextlib.contextmanager
def workers(count: int | None, bounds: Bounds) -> Iterator[Workers]:
    """`count` processes, one for each core where it is None; with 0, work is done in this one."""
    if count == 0:
        yield _Here()
        return
    # Not forked: a fork of a process with threads may hang.
    pool = ProcessPool(
        max_workers=count or _cores(),
        max_tasks=_TASKS,
        context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(bounds.most_memory,),
    )
    try:
        yield _Processes(pool, bounds.most_seconds)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def result_of(work: "Future[_Result]", name: str, bounds: Bounds) -> _Result:
    """What reading the file `name` came to.

    Raises:
        UnreadableFile: it was refused, took too long, or its reader failed in any way.
    """
    try:
        return work.result()
    except UnreadableFile:
        raise
    except TimeoutError as exc:
        raise UnreadableFile(
            f"reading {name!r} took longer than {bounds.most_seconds:g} seconds", "too_slow"
        ) from exc
    except MemoryError as exc:
        megabytes = bounds.most_memory // 1_000_000
        raise UnreadableFile(
            f"reading {name!r} takes more than {megabytes:,} MB of memory", "too_much_memory"
        ) from exc
    except ProcessExpired as exc:
        raise UnreadableFile(f"the reader of {name!r} crashed", "crashed") from exc
    except Exception as exc:  # whatever a parser raises, the other files are read
        raise UnreadableFile(
            f"{name!r} is damaged and cannot be read ({type(exc).__name__})"
        ) from exc


@dataclass(frozen=True, slots=True)
class _Processes:
    pool: ProcessPool
    seconds: float  # that a piece of work may take

    def submit(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> "Future[_Result]":
        future: Future[_Result] = self.pool.schedule(
            work, args=args, kwargs=kwargs, timeout=self.seconds
        )
        return future


class _Here:
    def submit(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> "Future[_Result]":
        future: Future[_Result] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as exc:  # it is raised where the result is asked for
            future.set_exception(exc)
        return future


def _cores() -> int:
    """The cores that this process may use."""
    with contextlib.suppress(AttributeError):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin(most_memory: int) -> None:
    """Prepares a worker: it is replaced before what a collector would find can add up."""
    gc.disable()
    _limit_memory(most_memory)


def _limit_memory(most: int) -> None:
    with contextlib.suppress(ImportError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
