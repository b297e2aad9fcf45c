"""What people say stands for something that there is: a word for a code that was renamed would be said in vain."""

from __future__ import annotations

from dashboards.shared.labels import DEPTHS, LEVELS, STATUSES
from dashboards.shared.page_registry import PAGES
from pipeline.policy.spoken_words import spoken_words
from pipeline.settings import PROJECT


def test_every_word_is_for_something_that_there_is() -> None:
    spoken = spoken_words()
    codes = {path.stem for path in (PROJECT / "data" / "indicators").glob("*.yaml")}
    assert spoken.indicators.keys() <= codes
    assert spoken.pages.keys() <= PAGES.keys()
    assert spoken.statuses.keys() <= {"short", "met", *STATUSES, *DEPTHS}
    assert spoken.own.keys() == {"any", *LEVELS}
    assert spoken.levels.keys() <= LEVELS.keys()
    assert {one.page for one in spoken.not_answered} <= {"", *PAGES}


def test_no_word_names_two_indicators() -> None:
    words = [word for said in spoken_words().indicators.values() for word in said]
    assert sorted(words) == sorted(set(words))
