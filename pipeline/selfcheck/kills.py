"""SIGKILL at seeded moments: whatever is killed, what was landed and published is whole, and it can be run again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.selfcheck import state
from pipeline.selfcheck.district import DAY, District, copied, district
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.program import killed_after, run, watched

NAME = "断电（随时强行中止）"
_LATEST = 1.05
"""Of the time that a command took undisturbed."""
_COPYING_SECONDS = 1.5
_DONE_BEFORE = ("不能再撤", "不会覆盖")
"""What a second run says where the first was through before it could be killed."""


@dataclass(frozen=True)
class Operation:
    """Something that can be killed: its command in a home, and what the home holds once it is done."""

    name: str
    share: int
    arguments: Callable[[Path], tuple[str, ...]]
    outcome: Callable[[Path], object]
    while_publishing: bool = False


def kills(count: int, seed: int, scratch: Path, operations: tuple[str, ...] = (), schools: int = 3) -> Part:
    """Kill commands `count` times, only some operations if they are named; each time on a copy of the same home."""
    base = district(scratch.parent / "district", schools, seed)
    chosen = [each for each in _operations(base, scratch) if not operations or each.name in operations]
    chance = random.Random(seed)
    calm: dict[str, tuple[float, object]] = {}
    remarks: list[str] = []
    for number, operation in enumerate(_spread(chosen, count), start=1):
        if operation.name not in calm:
            calm[operation.name] = _undisturbed(base, operation, scratch / f"calm {operation.name}")
        home = _due(base.home, scratch / f"home {number}")
        moment = chance.random()
        said = _killed_and_again(operation, home, moment, calm[operation.name])
        if said is not None:
            remarks.append(f"第 {number} 次，{operation.name}，在 {moment:.0%} 的时候：{said}")
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(_beside(home), ignore_errors=True)
    return Part(NAME, count, len(remarks), tuple(remarks))


def _operations(base: District, scratch: Path) -> Iterator[Operation]:
    """Yield what is killed; what is short is killed more often, since its moments lie closer together."""
    batch = sorted((base.home / "landed" / "manifest").glob("*-activity.json"))[0].stem
    backup = scratch.parent / "district" / "backup"
    if not backup.exists():
        ran = run(base.home, "backup", "--out", str(backup))
        if ran.code != 0:
            raise RuntimeError(ran.said[-500:])
    unit = state.some_school(base.home)
    yield Operation("ingest", 6, lambda home: ("ingest", str(base.second), "--as-of", DAY), state.landed_rows)
    yield Operation("withdraw", 4, lambda home: ("withdraw", batch), state.landed_rows)
    yield Operation("build", 2, lambda home: ("build", "--as-of", DAY), state.values)
    yield Operation("publish", 2, lambda home: ("build", "--as-of", DAY), state.values, while_publishing=True)
    report = ("report", "--year", DAY[:4], "--unit", unit, "--out")
    yield Operation("report", 2, lambda home: (*report, str(_beside(home))), lambda home: _packs(home))
    yield Operation(
        "restore", 4,
        lambda home: ("--home", str(_beside(home)), "restore", str(backup)), lambda home: state.files(_beside(home)),
    )  # fmt: skip


def _undisturbed(base: District, operation: Operation, home: Path) -> tuple[float, object]:
    """Return how long the operation takes, and what it leaves, when nobody kills it."""
    _due(base.home, home)
    ran = run(home, *operation.arguments(home))
    if ran.code not in (0, 1) or ran.fault:
        raise RuntimeError(f"{operation.name}: {ran.fault or ran.said[-500:]}")
    return ran.seconds, operation.outcome(home)


def _due(base: Path, home: Path) -> Path:
    """Copy a home so that a build is due in it: one as every day, for `--full` tries the models and no other files."""
    copied(base, home)
    (home / "warehouse" / "fingerprint.json").unlink()
    return home


def _killed_and_again(operation: Operation, home: Path, moment: float, calm: tuple[float, object]) -> str | None:
    """Kill the operation, look at the home, run it again; return what was wrong, None if nothing was."""
    seconds, outcome = calm
    _kill(operation, home, moment, seconds)
    broken = state.fault(home)
    if broken is not None:
        return f"中止以后，{broken}"
    ran = run(home, *operation.arguments(home))
    was_done = any(words in ran.said for words in _DONE_BEFORE)
    if ran.fault is not None or (ran.code not in (0, 1) and not was_done):
        return f"再运行一次，{ran.fault or ran.said[-200:]}"
    broken = state.fault(home)
    if broken is not None:
        return f"再运行一次以后，{broken}"
    return None if operation.outcome(home) == outcome else "再运行一次以后，和没有中止过的不一样"


def _kill(operation: Operation, home: Path, moment: float, seconds: float) -> None:
    if not operation.while_publishing:
        killed_after(home, operation.arguments(home), moment * seconds * _LATEST)
        return
    began: list[float] = []

    def is_time(gone: float) -> bool:
        if not began and list((home / "warehouse").glob("*.duckdb.tmp*")):
            began.append(gone)
        return bool(began) and gone - began[0] >= moment * _COPYING_SECONDS

    watched(home, operation.arguments(home), is_time)


def _spread(operations: list[Operation], count: int) -> Iterator[Operation]:
    """Yield operations by their shares, mixed."""
    deck = [
        each for place in range(max(each.share for each in operations)) for each in operations if each.share > place
    ]
    for number in range(count):
        yield deck[number % len(deck)]


def _beside(home: Path) -> Path:
    return home.with_name(f"{home.name} beside")


def _packs(home: Path) -> list[str]:
    """Return the names of what was made; FileNotFoundError if something registered is not there as it was written."""
    made = state.files(_beside(home))
    known = {str(row[0]) for row in state.entered(home, "pack")}
    names = sorted(name for name in made if not name.startswith(("进度", ".")))
    unknown = [name for name in names if not name.endswith(".zip") and made[name] not in known]
    return [*names, *(f"没有登记：{name}" for name in unknown)]
