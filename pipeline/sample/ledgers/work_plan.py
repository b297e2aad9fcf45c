"""The nineteen 要点 of the year, and 三重一大 decisions."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation, Rows
from pipeline.sample.district.vocabulary import weighted, words


def work_tasks(district: District, top: Organisation) -> Rows:
    """Return the year's plan as one organisation carries it out; what falls due after the as-of day is in it too."""
    diligence = Diligence(district, top, "work_task")
    rng = diligence.rng
    rows: Rows = []
    for year in district.years:
        for number, (field, task, month) in enumerate(words("paperwork")["work_plan"], start=1):
            due = date(year, month, 30)
            done: date | None = due - timedelta(days=rng.randint(0, 40))
            if not diligence.done(year, 0.9):
                done = due + timedelta(days=rng.randint(3, 50)) if rng.random() < 0.7 else None
            if top.active_on(due):
                head: dict[str, object] = {"年度": year, "任务编号": f"{number:02d}", "领域": field, "任务": task}
                row = {**head, "党组织": top.code, "完成时限": due}
                rows.append({**row, "完成日期": done if done and done <= district.as_of else None})
    return rows


def decisions(district: District, top: Organisation) -> Rows:
    """Return what went through 校长办公会 and the party organisation; in weak schools not always in that order."""
    diligence = Diligence(district, top, "decision")
    rng = diligence.rng
    kinds = words("paperwork")["decision_class"]
    rows: Rows = []
    for year in district.years:
        for number, month in enumerate(sorted(rng.choices(range(1, 13), k=rng.randint(5, 10)))):
            proposed = meeting_day(rng, year, month)
            days: list[date | None] = [proposed]
            days.append(proposed + timedelta(days=rng.randint(1, 12)))
            days.append(proposed + timedelta(days=rng.randint(12, 25)))
            if not diligence.done(year, 0.8):
                days = _out_of_order(rng, days)
            if any(day and day > district.as_of for day in days):
                continue
            kind = weighted(rng, [(kinds[0], 3), (kinds[1], 2), (kinds[2], 3), (kinds[3], 4)])
            if all(day is None or top.active_on(day) for day in days):
                head: dict[str, object] = {"编号": f"YS{year}-{top.code[4:]}-{number + 1:02d}", "党组织": top.code}
                head |= {"议题类别": kind, "校长办公会提出日期": days[0]}
                rows.append({**head, "党组织会议决定日期": days[1], "部署日期": days[2]})
    return rows


def _out_of_order(rng: Random, days: list[date | None]) -> list[date | None]:
    """Return days of which one came before its time, or one was not written down."""
    proposed, decided, deployed = days
    return rng.choice(
        (
            [decided, proposed, deployed],
            [proposed, deployed, decided],
            [None, decided, deployed],
            [proposed, decided, None],
        )
    )
