"""廉政档案 of the leading members: that there is one, and of how many relatives; never of whom."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation, Rows


def integrity_files(district: District, branch: Organisation) -> Rows:
    """Return a row for each leading member of a branch who has a file; in a careless school a few have none."""
    diligence = Diligence(district, branch, "integrity_file")
    rows: Rows = []
    seen: set[str] = set()
    for one in district.by_branch.get(branch.code, []):
        filed = _filing_day(diligence, date(district.first_year, 1, 4))
        updated = date(diligence.last_year, 1, 10) + timedelta(days=diligence.rng.randint(0, 40))
        kept = diligence.done(district.first_year, 0.7) and diligence.rng.random() > diligence.weakness * 0.5
        relatives = diligence.rng.randint(2, 9)
        if not one.leader or one.person.key in seen or not one.on(filed):
            continue
        seen.add(one.person.key)
        if kept and filed <= district.as_of and branch.active_on(filed):
            rows.append(
                {
                    "党组织": branch.code,
                    **diligence.person(one),
                    "建档日期": filed,
                    "更新日期": updated if filed < updated <= district.as_of else None,
                    "覆盖亲属人数": relatives,
                }
            )
    return rows


def _filing_day(diligence: Diligence, opening: date) -> date:
    filed = opening + timedelta(days=diligence.rng.randint(0, 150))
    late = diligence.rng.random() < 0.05 + diligence.weakness
    return filed + timedelta(days=diligence.rng.randint(200, 500)) if late else filed
