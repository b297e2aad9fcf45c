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


def test_survey_items_are_recomputed_and_small_classes_hidden_by_both(sample_home: Path) -> None:
    theirs = {
        tuple(key): None if valid is None else (valid, mean)
        for *key, valid, mean in rows(
            sample_home,
            "select unit_level, unit_id, year, survey_type, item, evaluator, valid, mean_points from topic_survey",
        )
    }
    ours = topics.surveys(sample_home, AS_OF)
    assert theirs.keys() == ours.keys()
    wrong = [key for key, value in ours.items() if (value is None) != (theirs[key] is None)]
    wrong += [key for key, value in ours.items() if value and theirs[key] and value != pytest.approx(theirs[key])]
    assert not wrong, wrong[:10]
    assert None in ours.values(), "nothing is hidden in the sample: the rule is not tried"


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
