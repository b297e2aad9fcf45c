"""Run the parts of the self-check one after another, each in a scratch folder of its own: no user's data is touched."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.selfcheck import access, drill, faults, kills, precision, values
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.program import part_apart


@dataclass(frozen=True)
class Sizes:
    """How often each part tries."""

    files: int
    kills: int
    sequences: int
    with_slow: bool
    """Whether damaged homes are built and reported on too."""


QUICK = Sizes(files=300, kills=20, sequences=100, with_slow=False)
FULL = Sizes(files=10_000, kills=200, sequences=2_000, with_slow=True)
_SCHOOLS = 3


@dataclass(frozen=True)
class Check:
    """Something to be tried: what `--only` calls it, its name, and what runs it.

    `run` is given the sizes, the seed and an empty folder, and leaves nothing outside it but the district that all use.
    """

    key: str
    name: str
    run: Callable[[Sizes, int, Path], Sequence[Part]]


CHECKS: tuple[Check, ...] = (
    Check("sequences", "先后次序", lambda sizes, seed, at: [part_apart("sequences", sizes.sequences, seed, at)]),
    Check("fuzz", "损坏的文件", lambda sizes, seed, at: [part_apart("fuzz", sizes.files, seed, at)]),
    Check("values", values.VALUES, lambda sizes, seed, at: values.rows_and_values(_SCHOOLS, seed, at)),
    Check("access", access.NAME, lambda sizes, seed, at: access.access(sizes.sequences, _SCHOOLS, seed, at)),
    Check("checks", precision.NAME, lambda sizes, seed, at: precision.precision(_SCHOOLS, seed, at)),
    Check("drill", drill.NAME, lambda sizes, seed, at: [drill.drill(_SCHOOLS, seed, at)]),
    Check("faults", faults.NAME, lambda sizes, seed, at: [faults.faults(sizes.with_slow, seed, at)]),
    Check("kills", kills.NAME, lambda sizes, seed, at: [kills.kills(sizes.kills, seed, at, schools=_SCHOOLS)]),
)
"""All checks, the quickest first."""


def run_checks(sizes: Sizes, seed: int, scratch: Path, checks: Sequence[Check] = CHECKS) -> Iterator[Sequence[Part]]:
    """Yield the outcome of every check as it ends; one that breaks off is lost, and the next is run all the same."""
    for check in checks:
        with tempfile.TemporaryDirectory(prefix="selfcheck-", dir=scratch, ignore_cleanup_errors=True) as folder:
            try:
                yield check.run(sizes, seed, Path(folder).resolve())
            except Exception as error:  # whatever it is, it is what this command is there to find
                where = traceback.extract_tb(error.__traceback__)[-1]
                said = (
                    f"检查自己中断了：{type(error).__name__}（{Path(where.filename).name} 第 {where.lineno} 行）{error}"
                )
                yield [Part(check.name, 1, 1, (said,))]
