"""A third district to work out by hand: the ledgers beside meetings and training."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.reference.hand_written_systems_names import ORGANISATIONS, SCHOOLS, members
from tests.reference.hand_written_systems_people import (
    DELIVERABLES,
    HONOURS,
    OUTREACH,
    TRAINING,
    appraisals,
    pledges,
)
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


def write(folder: Path) -> None:
    """Write every ledger as CSV."""
    tables = {
        "学校": SCHOOLS, "党组织": ORGANISATIONS, "党员": members(), "培训": TRAINING, "活动": activities(),
        "签到": ATTENDANCE, "评议": appraisals(), "责任书": pledges(), "述职": DELIVERABLES, "结对": OUTREACH,
        "荣誉": HONOURS, "三评": SURVEYS, "诉求": REQUESTS, "要点": TASKS, "宣传": PUBLICITY, "发展": admissions(),
        "接转": TRANSFERS, "党费": DUES, "议事": DECISIONS,
    }  # fmt: skip
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
