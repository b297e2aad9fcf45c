"""廉政档案 of the leading members: that there is one, and of how many relatives; never of whom."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.sample.district.diligence import Care
from pipeline.sample.district.district import World
from pipeline.sample.district.records import Organisation, Rows


def integrity_files(world: World, branch: Organisation) -> Rows:
    """One row for each leading member of a branch who has a file; in a careless school a few have none."""
    care = Care(world, branch, "integrity_file")
    rows: Rows = []
    seen: set[str] = set()
    for one in world.by_branch.get(branch.code, []):
        filed = date(world.first_year, 1, 4) + timedelta(days=care.rng.randint(0, 150))
        late = care.rng.random() < 0.05 + care.weak
        if late:
            filed += timedelta(days=care.rng.randint(200, 500))
        updated = date(care.last_year, 1, 10) + timedelta(days=care.rng.randint(0, 40))
        kept = care.done(world.first_year, 0.7) and care.rng.random() > care.weak * 0.5
        relatives = care.rng.randint(2, 9)
        elsewhere = one.came is not None and one.came > filed
        if not one.leader or one.person.key in seen or elsewhere or not one.on(filed):
            continue
        seen.add(one.person.key)
        if kept and filed <= world.as_of and branch.active_on(filed):
            rows.append(
                {
                    "党组织": branch.code,
                    **care.person(one),
                    "建档日期": filed,
                    "更新日期": updated if filed < updated <= world.as_of else None,
                    "覆盖亲属人数": relatives,
                }
            )
    return rows
