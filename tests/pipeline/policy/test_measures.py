"""What can be counted and what counts as reported, as data/measures.yaml says it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ingest.ledger import load_ledgers
from pipeline.policy.indicators import load_indicators
from pipeline.policy.measures import PresenceRule, measures
from pipeline.settings import PROJECT


def test_what_holds_for_good_is_what_the_ledger_registers_as_in_force() -> None:
    """An award that may be older than its organisation is one that goes on counting, and no other."""
    assert measures().presences["honour_held"].for_good_where == load_ledgers()["honour"].in_force


def test_an_indicator_of_what_is_in_force_is_fed_by_what_reports_for_good() -> None:
    """I01 and I03 look at all years; were one of their kinds reported for its own year only, it would be 未报 again."""
    for one in load_indicators(PROJECT / "data" / "indicators"):
        presence = measures().presences.get(one.fed_by or "")
        if presence is not None and presence.for_good_where:
            (kinds,) = presence.for_good_where.values()
            assert set(one.parameters.rows.categories) <= set(kinds), one.indicator  # type: ignore[union-attr]


def test_a_presence_holds_either_until_a_day_or_for_some_values() -> None:
    with pytest.raises(ValidationError, match="只能写一个"):
        PresenceRule(
            ledger="honour", rows="stg_honour", day="awarded_on", holds_until="for_good", for_good_where={"a": ("b",)}
        )
