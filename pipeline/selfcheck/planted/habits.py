"""Days, figures and evidence: years that were filled in at a desk, and honest ones with habits of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.selfcheck.planted.row import Maker, Planted, words

_MONTHS = range(1, 13)
_HOLIDAY, _WORKED = date(2025, 10, 2), date(2025, 9, 28)
"""A day off of that year's notice, and a Sunday worked in exchange."""


def years(make: Maker, free: Sequence[int]) -> Iterator[Planted]:
    """Yield a year of meetings or figures for each branch, in years for which nobody has sent anything."""
    days, figures, full = free
    for number, branch in enumerate(make.branches):
        yield from _days(make, branch.code, days, number % 4)
        yield from _figures(make, branch.code, figures, number % 3)
        yield from _everybody_came(make, branch.code, full, number % 3)


def _days(make: Maker, org: str, year: int, habit: int) -> Iterator[Planted]:
    heap = make.chance.randint(5, 25)
    for month in _MONTHS:
        off = make.chance.random() < 0.1
        day = {
            0: date(year, month, heap + off),
            1: make.day(year, month),
            2: _first_monday(year, month),
            3: date(year, month, make.chance.randint(10, 20)),
        }[habit]
        rules = frozenset({"one_day_of_month"}) if habit == 0 and not off else frozenset[str]()
        yield Planted(org, day, f"支委会{month}月例会", "支委会", rules=rules)


def _figures(make: Maker, org: str, year: int, habit: int) -> Iterator[Planted]:
    for month in _MONTHS:
        seen = make.chance.randint(11, 95)
        estimated = habit == 0 or (habit == 1 and make.chance.random() < 0.25)
        count = seen - seen % 5 if estimated else seen
        rules = frozenset({"round_figures"}) if habit == 0 else frozenset[str]()
        topic = f"{month}月社区志愿服务"
        yield Planted(org, make.day(year, month), topic, "志愿服务", figures={"participants": count}, rules=rules)


def _everybody_came(make: Maker, org: str, year: int, habit: int) -> Iterator[Planted]:
    """Yield a year in which nobody of twenty was ever missing, one with absences, and one of four who always come."""
    size = (20, 18, 4)[habit]
    for month in _MONTHS:
        missing = make.chance.randint(0, 2) if habit == 1 else 0
        figures = {"expected": size, "attended": size - missing}
        rules = frozenset({"perfect_attendance"}) if habit == 0 else frozenset[str]()
        yield Planted(org, make.day(year, month), f"支部{month}月学习", figures=figures, rules=rules)


def evidence(make: Maker, year: int) -> Iterator[Planted]:
    """Yield pictures that were used twice, and names that anybody's pictures have."""
    said, twice = words(), frozenset({"same_evidence"})
    for number, picture in enumerate(said["pictures"]):
        one, other = make.two_of_different_schools()
        name = f"{picture}.jpg" if number % 2 else f"微信图片_2025{number + 1:02}0311{number:02}1523.jpg"
        day = make.day(year, 1 + number)
        yield Planted(one.code, day, f"护学岗{number}", evidence=f"签到表、{name}", rules=twice)
        yield Planted(
            other.code, make.next_worked(day + timedelta(days=40)), f"清洁家园{number}", evidence=name, rules=twice
        )
        # Held together, and so pictured together.
        yield Planted(one.code, day, f"午后交流{number}", evidence=f"联合_{number}_20250{number + 1}.jpg")
        yield Planted(other.code, day, f"下午交流{number}", evidence=f"联合_{number}_20250{number + 1}.jpg")
    for number, branch in enumerate(make.branches):
        counter = f"IMG_{2031 + number % 3}.jpg"  # the telephones of several branches have counted as far
        yield Planted(branch.code, make.day(year, 7), f"防汛值守{number}", evidence=counter)
        yield Planted(branch.code, make.day(year, 8), f"开学准备{number}", evidence=make.chance.choice(said["plain"]))


def holidays(make: Maker) -> Iterator[Planted]:
    """Yield meetings on a day off, volunteers on it, and meetings on a Sunday that was worked."""
    met = frozenset({"holiday_meeting"})
    for number, branch in enumerate(make.branches):
        on_holiday = Planted(branch.code, _HOLIDAY, f"假期里的大会{number}", "支部党员大会", rules=met)
        volunteers = Planted(branch.code, _HOLIDAY, f"假期里的志愿岗{number}", "志愿服务")
        yield (on_holiday, volunteers, Planted(branch.code, _WORKED, f"调休日的大会{number}", "支部党员大会"))[
            number % 3
        ]


def early(make: Maker, documents: Sequence[tuple[str, date]]) -> Iterator[Planted]:
    """Yield studies of documents before their day, on it, after it, and of those who only looked forward to it."""
    for number, (name, day) in enumerate(documents):
        org = make.chance.choice(make.branches).code
        before = make.next_worked(day - timedelta(days=make.chance.randint(12, 60)))
        yield Planted(org, before, f"专题学习{name}精神（{number}）", rules=frozenset({"early_study"}))
        yield Planted(org, day, f"当天收看并学习{name}（{number}）")
        yield Planted(
            org, make.next_worked(day + timedelta(days=make.chance.randint(1, 90))), f"学习贯彻{name}（{number}）"
        )
        yield Planted(org, before, f"谈心谈话：喜迎{name}（{number}）")


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7)
