"""A third district to work out by hand: the ledgers beside meetings and training."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from tests.reference.hand_written_names import Table
from tests.reference.hand_written_systems_names import ORGANISATIONS, SCHOOLS, members
from tests.reference.hand_written_systems_people import DELIVERABLES, HONOURS, OUTREACH, TRAINING, appraisals, pledges
from tests.reference.hand_written_systems_work import (
    ATTENDANCE,
    DECISIONS,
    DUES,
    PUBLICITY,
    REQUESTS,
    SURVEYS,
    TASKS,
    TRANSFERS,
    activities,
    admissions,
)


def write(folder: Path) -> tuple[Path, Path]:
    """Write every ledger as CSV; gives the folder of the registers, which come in first, and the one of all else."""
    registers = {"学校": SCHOOLS, "党组织": ORGANISATIONS, "党员": members()}
    ledgers = {
        "培训": TRAINING, "活动": activities(), "签到": ATTENDANCE, "评议": appraisals(), "责任书": pledges(),
        "述职": DELIVERABLES, "结对": OUTREACH, "荣誉": HONOURS, "三评": SURVEYS, "诉求": REQUESTS, "要点": TASKS,
        "宣传": PUBLICITY, "发展": admissions(), "接转": TRANSFERS, "党费": DUES, "议事": DECISIONS,
    }  # fmt: skip
    return _write(folder / "名册", registers), _write(folder / "台账", ledgers)


def _write(folder: Path, tables: Mapping[str, Table]) -> Path:
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder
