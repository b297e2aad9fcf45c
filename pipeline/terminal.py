"""What the command line shows: answers on standard output, progress on standard error."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

console = Console()
_aside = Console(stderr=True)


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under Chinese headers; text is never read as markup."""
    grid = Table(header_style="bold")
    for header in headers:
        grid.add_column(header, overflow="fold")  # what is cut off cannot be read
    for row in rows:
        grid.add_row(*(cell.replace("[", r"\[") for cell in row))
    console.print(grid, highlight=False)


def secret(prompt: str) -> str:
    """Ask for what nobody may see; without a window to ask in it is the next line of the input, "" where none comes."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def plain_number(number: float | None) -> str:
    """Return a number without a tail of zeros; a dash for none."""
    return "—" if number is None else f"{number:.10g}"


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=_aside,
        transient=True,
    )


@contextmanager
def plain_bar(what: str, quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for (label, done, total) calls; where the output is for a machine, only what has no end in sight."""
    if quiet:
        yield lambda label, done, total: None if total else _say_aside(label)
        return
    with _bar() as bar:
        task = bar.add_task(what, total=None)

        def advance(label: str, done: int, total: int) -> None:
            bar.update(task, description=f"{what} {label}".replace("[", r"\["), completed=done, total=total)

        yield advance


def _say_aside(label: str) -> None:
    sys.stderr.write(f"{label}\n")
    sys.stderr.flush()


@contextmanager
def build_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show the bar of a build: models and tests done of all."""
    with plain_bar("建仓") as advance:
        yield advance
