"""Topics and 整改措施: copies that were touched up, and honest texts that read nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from pipeline.authenticity.letters import letters_of
from pipeline.selfcheck.planted.row import Maker, Planted, words

YEAR = 2025
_COPIES = 30
"""Every other topic is copied word for word, as most copies are."""


def topics(make: Maker) -> Iterator[Planted]:
    """Yield rows of activities."""
    yield from _copied_topics(make)
    yield from _honest_pairs(make)
    yield from _routine(make)
    for _ in range(60):  # on the same subjects, each in words of its own
        yield Planted(make.chance.choice(make.branches).code, make.day(YEAR), _topic(make))


def actions(make: Maker) -> Iterator[Planted]:
    """Yield rows of problems."""
    for _ in range(_COPIES):
        one, other = make.two_of_different_schools()
        action = _action(make)
        for org, said in ((one, action), (other, _touched_up(make, action))):
            yield Planted(org.code, make.day(YEAR), "问题", action=said, rules=frozenset({"near_action"}))
    for _ in range(60):
        yield Planted(make.chance.choice(make.branches).code, make.day(YEAR), "问题", action=_action(make))
    for branch in make.branches:
        yield Planted(branch.code, make.day(YEAR), "问题", action=make.chance.choice(words()["action_routine"]))


def _copied_topics(make: Maker) -> Iterator[Planted]:
    for number in range(_COPIES):
        one, other = make.two_of_different_schools()
        topic = _topic(make)
        first = make.day(YEAR, make.chance.randint(1, 6))
        copy = topic if number % 2 == 0 else _touched_up(make, topic)
        rule = frozenset({"identical_text" if letters_of(copy) == letters_of(topic) else "near_topic"})
        yield Planted(one.code, first, topic, rules=rule)
        yield Planted(
            other.code, make.next_worked(first + timedelta(days=make.chance.randint(20, 150))), copy, rules=rule
        )


def _honest_pairs(make: Maker) -> Iterator[Planted]:
    """Yield what two write because they did it together, or because their school asked both."""
    for number in range(12):
        one, other = make.two_of_different_schools() if number % 2 else make.two_of_one_school()
        topic, day = _topic(make), make.day(YEAR)
        mine = Planted(one.code, day, topic)
        same_month = make.day(YEAR, day.month)
        yield mine
        yield replace(mine, org=other.code, on_day=day if number % 2 else same_month, topic=f"{topic}。")


def _routine(make: Maker) -> Iterator[Planted]:
    said = words()
    for number, branch in enumerate(make.branches):
        for month, chapter in enumerate(said["chapters"][number % 3 :: 2], start=1):
            yield Planted(branch.code, make.day(YEAR, month), said["parts"].format(chapter))
        for document in make.chance.sample(said["documents"], 2):
            yield Planted(branch.code, make.day(YEAR, 12), said["studied"].format(document))
        for month in (3, 6, 9):
            agenda = (make.chance.choice(said[name]) for name in ("agenda_of", "agenda_on", "agenda_then"))
            yield Planted(branch.code, make.day(YEAR, month), said["agenda"].format(*agenda), "支委会")
        yield Planted(branch.code, make.day(YEAR), make.chance.choice(said["routine"]), "支部党员大会")
    for at, branch in enumerate(make.branches):
        touched = make.chance.choice(said["before"]) if at % 2 else ""
        yield Planted(branch.code, make.day(YEAR, 4 + at % 3), f"{touched}{said['told_all']}", "警示教育")
        yield Planted(branch.code, make.day(YEAR, 10 + at % 3), f"{said['notice']}{'。' * (at % 2)}", "主题党日")


def _topic(make: Maker) -> str:
    said = words()
    who, about, does, end = (make.chance.choice(said[name]) for name in ("who", "about", "does", "end"))
    return make.chance.choice(
        (f"围绕{about}，{who}{does}，{end}", f"{who}就{about}{does}，{end}", f"{about}：{who}{does}并{end}")
    )


def _action(make: Maker) -> str:
    said = words()
    first, second = make.chance.sample(said["by"], 2)
    return f"针对{make.chance.choice(said['against'])}，{first}，{second}，{make.chance.choice(said['until'])}"


def _touched_up(make: Maker, text: str) -> str:
    """Return a copy with a word or two replaced, something put before or behind it, now and then turned round."""
    said = words()
    known = [word for word in said["instead"] if word in text]
    for word in make.chance.sample(known, min(len(known), make.chance.randint(0, 2))):
        text = text.replace(word, said["instead"][word])
    if make.chance.random() < 0.15:
        head, comma, tail = text.partition("，")
        text = f"{tail}{comma}{head}"
    before = make.chance.choice(said["before"]) if make.chance.random() < 0.5 else ""
    return f"{before}{text}{make.chance.choice(said['after'])}"
