"""Every fault of the files of a home, and every command on it: no traceback, and the doctor finds it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.selfcheck.damage import FAULTS
from pipeline.selfcheck.district import DAY, District, copied, district
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.program import run

NAME = "数据文件夹的损坏"


def faults(with_slow: bool, seed: int, scratch: Path) -> Part:
    """Do each damage to a copy of a home and run every command on it, those that take long only `with_slow`."""
    base = district(scratch.parent / "district", 3, seed)
    tried, remarks = 0, []
    for fault in FAULTS:
        home = copied(base.home, scratch / "home")
        fault.damage(home)
        looked = run(home, "doctor", *(["--deep"] if fault.is_deep else []))
        tried += 1
        if looked.code != 1 or looked.fault:
            remarks.append(f"{fault.name}：doctor 没有发现（{looked.fault or '正常'}）")
        for arguments in _commands(base, scratch, with_slow):
            tried += 1
            said = run(home, *arguments).fault
            if said is not None:
                remarks.append(f"{fault.name}，{arguments[0]}：{said}")
        shutil.rmtree(home)
    return Part(NAME, tried, len(remarks), tuple(remarks))


def _commands(base: District, scratch: Path, with_slow: bool) -> Iterator[tuple[str, ...]]:
    """Yield the commands, those that mend last."""
    out = str(scratch / "out")
    yield from (("batches",), ("sql", "select count(*) from indicator_value"), ("explain", "O01", "01", "2026"))
    yield from (("withdraw", "B000001-school"), ("layout", str(sorted(base.second.iterdir())[0])))
    if with_slow:
        yield ("ingest", str(base.second), "--as-of", DAY)
        yield from (("verify", "没有这个码"), ("digest", "--quarter", "2026Q3", "--out", out), ("docs", "--out", out))
        yield ("report", "--year", "2025", "--all", "--out", out)
        yield ("build", "--as-of", DAY)
    yield ("doctor", "--mend")
