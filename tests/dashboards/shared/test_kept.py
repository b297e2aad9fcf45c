"""What is kept is told apart by everything it was made of, is made once, and is no object in two threads' hands."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import polars as pl
import pytest

from dashboards.shared.kept import kept, weight
from dashboards.shared.kept_store import Store

ROWS = pl.DataFrame({"unit": ["甲", "乙"], "value": [1, None]})


@dataclass(frozen=True)
class Style:
    colour: str


class Counter:
    """Counts how often it made something."""

    def __init__(self) -> None:
        self.made = 0

    def table(self, frame: pl.DataFrame, *others: object, **named: object) -> pl.DataFrame:
        self.made += 1
        return frame.with_columns(made=pl.lit(self.made))


def test_the_same_rows_in_another_frame_are_the_same() -> None:
    counter = Counter()
    table = kept(counter.table)
    first, again = table(ROWS, 2025, by="stage"), table(pl.DataFrame(ROWS.to_dict(as_series=False)), 2025, by="stage")
    assert counter.made == 1 and first.equals(again)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ROWS, ROWS.with_columns(value=pl.lit(0))),
        (ROWS, ROWS.rename({"unit": "school"})),
        (ROWS, ROWS.cast({"value": pl.Float64})),
        (ROWS, ROWS.reverse()),
        (1, True),
        ("1", 1),
        ({"a": 1}, {"a": 2}),
        (["a", "b"], ["b", "a"]),
        (Style("red"), Style("blue")),
        (None, ""),
    ],
)
def test_what_differs_in_anything_is_made_anew(one: object, other: object) -> None:
    counter = Counter()
    table = kept(counter.table)
    table(ROWS, one)
    table(ROWS, other)
    assert counter.made == 2


def test_what_says_nothing_of_its_content_is_made_each_time() -> None:
    counter = Counter()
    table = kept(counter.table)
    table(ROWS, object())
    table(ROWS, lambda: 1)
    assert counter.made == 2


def test_everyone_gets_a_frame_of_their_own() -> None:
    """One frame in two threads' hands stopped the whole server for ever; and one's changes are not shown to others."""
    table = kept(Counter().table)
    first, second = table(ROWS), table(ROWS)
    assert first is not second
    first.insert_column(0, pl.Series("changed", [1, 2]))
    assert "changed" not in table(ROWS).columns
    pairs = kept(lambda frame: [("一", frame)])
    assert pairs(ROWS)[0][1] is not pairs(ROWS)[0][1]


def test_many_who_want_the_same_at_once_wait_for_one() -> None:
    made: list[int] = []
    store: Store[int] = Store(1000, lambda _: 1)

    def slowly() -> int:
        made.append(1)
        time.sleep(0.2)
        return 7

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(store.get("key", slowly))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == [7] * 8 and len(made) == 1


def test_the_store_stays_below_its_weight_and_forgets_what_was_wanted_longest_ago() -> None:
    made: list[str] = []
    store: Store[str] = Store(30, len)

    def ask(key: str) -> str:
        return store.get(key, lambda: made.append(key) or key * 10)  # type: ignore[func-returns-value]

    for key in ("a", "b", "c", "a", "d", "a", "c", "b"):
        ask(key)
    assert made == ["a", "b", "c", "d", "b"]


def test_an_error_is_kept_by_nobody() -> None:
    store: Store[int] = Store(10, lambda _: 1)
    with pytest.raises(ZeroDivisionError):
        store.get("key", lambda: 1 // 0)
    assert store.get("key", lambda: 3) == 3


def test_a_frame_in_a_list_weighs_what_it_holds() -> None:
    large = pl.DataFrame({"text": ["组织生活" * 100] * 1000})
    assert weight([("一", large)]) > 1_000_000
