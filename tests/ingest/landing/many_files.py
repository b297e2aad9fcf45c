"""Many small files for years: what one of them costs as more and more have come before it.

`python -m tests.ingest.landing.many_files --branches 1000 --files 12 --out curve.json` lands a year of one ledger and
prints the curve. Files come in deliveries, as a school hands in those of its branches; at every mark some come by
themselves, and what such a one costs then is measured in CPU seconds, in turn with the same in a home that stays young,
for what a CPU second is worth changes with the load of the machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median

from ingest.landing.store import Store
from ingest.run import ingest
from tests.ingest.small_district import ORGANISATIONS, SCHOOLS, content, write

MARKS = (100, 300, 1000, 3000, 10_000)
"""After how many batches one small file is measured."""
_MEASURED, _YOUNG = 20, 80
_HEADER = ["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数"]
_TOPICS = ("学习党章", "学习党史", "学习业务", "志愿服务")
_AS_OF = date(2025, 12, 31)


@dataclass(frozen=True)
class Mark:
    """What one small file costs once so many batches have come: CPU seconds by itself, and a file in a delivery.

    `of_young` is what one by itself costs at the same time in a home of about a hundred batches, `ratio` the two.
    """

    batches: int
    alone: float
    of_young: float
    ratio: float
    delivered: float


def district(folder: Path, branches: int) -> Path:
    """Write the registers of a district of one school with so many branches."""
    names = [f"第{number}党支部" for number in range(1, branches + 1)]
    rows = [
        [f"0101{number:04}", name, name, "", "党支部", "城东片区", "2101", "2001-01-01", ""]
        for number, name in enumerate(names, 1)
    ]
    write(folder, "学校.csv", SCHOOLS)
    write(folder, "党组织.csv", [*ORGANISATIONS[:3], *rows])
    return folder


def files(folder: Path, branches: int, count: int) -> Iterator[Path]:
    """Write the files of a year one after another: every branch its own each month, with four activities."""
    for month in range(count):
        for branch in range(1, branches + 1):
            day = [f"2025-{month % 12 + 1:02}-{4 * number + 3:02}" for number in range(len(_TOPICS))]
            rows = [
                [f"第{branch}党支部", on, "主题党日", f"{topic}{month // 12 or ''}", "9", "8"]
                for on, topic in zip(day, _TOPICS, strict=True)
            ]
            yield write(folder, f"{month + 1}月-{branch}.csv", [_HEADER, *rows])


def landed(store: Store, paths: Sequence[Path]) -> float:
    """Land some files; return the CPU seconds that it took."""
    start = time.process_time()
    receipts = ingest(list(paths), store, _AS_OF, "测试员", check=content)
    spent = time.process_time() - start
    lost = [receipt for receipt in receipts if receipt.accepted != len(_TOPICS)]
    if lost:
        raise AssertionError(f"{lost[0].file}: {lost[0].refused or lost[0].returns}")
    for path in paths:
        path.unlink()
    return spent


def curve(folder: Path, branches: int, count: int, at_once: int, marks: Sequence[int] = MARKS) -> Iterator[Mark]:
    """Land a year file by file; yield what one costs at every mark, and once all have come."""
    old, young = (_home(folder / name, branches) for name in ("old", "young"))
    left, others = (files(folder / name / "in2", branches, count) for name in ("old", "young"))
    landed(young, [next(others) for _ in range(_YOUNG)])
    done = 0
    goals = [*(mark for mark in marks if mark + _MEASURED <= branches * count), branches * count]
    for goal in goals:
        since = goal - _MEASURED - done
        spent = sum(landed(old, [next(left) for _ in some]) for some in batched(range(since), at_once))
        both = [(landed(old, [next(left)]), landed(young, [next(others)])) for _ in range(_MEASURED)]
        alone, of_young = map(median, zip(*both, strict=True))
        yield Mark(goal, round(alone, 4), round(of_young, 4), round(alone / of_young, 3), round(spent / since, 4))
        done = goal


def batched(numbers: Sequence[int], at_once: int) -> Iterator[Sequence[int]]:
    """Yield the numbers in deliveries of so many."""
    return (numbers[start : start + at_once] for start in range(0, len(numbers), at_once))


def _home(folder: Path, branches: int) -> Store:
    store = Store(folder / "home")
    ingest([district(folder / "in", branches)], store, _AS_OF, "测试员", check=content)
    return store


def main() -> int:
    """Print the curve as it comes, and write it where `--out` says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--branches", type=int, default=1000)
    parser.add_argument("--files", type=int, default=12, help="files a branch")
    parser.add_argument("--at-once", type=int, default=20, help="files a delivery, between the marks")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    found: list[Mark] = []
    print("batches  CPU-s of one file  in a young home  ratio  CPU-s a file in a delivery", flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for mark in curve(Path(folder), chosen.branches, chosen.files, chosen.at_once):
            found.append(mark)
            print(
                f"{mark.batches:7}  {mark.alone:17}  {mark.of_young:15}  {mark.ratio:5}  {mark.delivered:26}",
                flush=True,
            )
    if chosen.out:
        chosen.out.write_text(json.dumps([asdict(mark) for mark in found], indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
