"""The marts of 专题 beside a plain recomputation, over the whole sample district."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.warehouse.query import open_published
from tests.reference import topics

AS_OF = date(2026, 10, 31)


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of the published marts."""
    connection = open_published(home / "warehouse")
    try:
        return list(connection.execute(sql).fetchall())
    finally:
        connection.close()


def test_every_count_of_a_topic_is_what_a_plain_recomputation_gives(sample_home: Path) -> None:
    theirs = {
        key: number
        for *key_parts, number in rows(
            sample_home,
            "select measure, unit_level, unit_id, month, series, category, number from topic_count"
            " where measure <> 'organisation'",
        )
        for key in [tuple(key_parts)]
    }
    ours = topics.counts(sample_home, AS_OF)
    wrong = {
        key: (ours.get(key), theirs.get(key))
        for key in ours.keys() | theirs.keys()
        if ours.get(key, 0) != pytest.approx(theirs.get(key, 0))
    }
    assert len(theirs) > 5000
    assert not wrong, (len(wrong), sorted({str(key[0]) for key in wrong}), list(wrong.items())[:10])


def test_survey_items_are_recomputed_and_what_too_few_said_is_not_among_them(sample_home: Path) -> None:
    """What else is hidden, so that it cannot be worked out, is judged in test_nothing_hidden_is_worked_out."""
    told = "select unit_level, unit_id, year, survey_type, item, evaluator, valid, mean_points from topic_survey"
    theirs = {tuple(key): (valid, mean) for *key, valid, mean in rows(sample_home, told)}
    ours: dict[tuple[object, ...], tuple[float, float]] = {}
    for (level, unit, _, *of), (number, points) in topics.surveys(sample_home, AS_OF).items():
        if level != "organisation":
            before = ours.get((level, unit, *of), (0.0, 0.0))
            ours[level, unit, *of] = (before[0] + number, before[1] + points)
    assert theirs.keys() == ours.keys()
    shown = {key: value for key, value in theirs.items() if value[0] is not None}
    wrong = [
        (key, value, ours[key])
        for key, value in shown.items()
        if value != pytest.approx((ours[key][0], ours[key][1] / ours[key][0]))
    ]
    assert not wrong, wrong[:10]
    assert not {key: ours[key] for key in shown if 0 < ours[key][0] < 5}
    few = {key for key, (number, _) in ours.items() if 0 < number < 5}
    assert few and few < theirs.keys() - shown.keys(), "nothing is hidden in the sample: the rule is not tried"


def test_living_organisations_are_counted_once_a_year(sample_home: Path) -> None:
    """Sizes add nothing: each organisation stands in one of them."""
    counted = dict(
        rows(
            sample_home,
            "select year, sum(number) from topic_count where measure = 'organisation' and unit_level = 'district'"
            " group by year",
        )
    )
    living = rows(
        sample_home,
        "select count(*) from dim_organisation where coalesce(active_from, date '2026-10-31') <= date '2026-10-31'"
        " and coalesce(active_to, date '9999-12-31') >= date '2026-10-31'",
    )
    assert counted[2026] == living[0][0]


def test_no_form_of_a_few_decisions_is_open(sample_home: Path) -> None:
    """A form of 1-4 decisions names people, and one open area of a hidden year gives the others away."""
    open_small = "select count(*) from topic_form where not is_suppressed and decisions between 1 and 4"
    assert rows(sample_home, open_small) == [(0,)]
    mixed = "select year from topic_form group by unit_level, year having count(distinct is_suppressed) > 1"
    assert rows(sample_home, mixed) == []
