from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from ingest.draft import Draft
from ingest.faults import Fault
from ingest.landing import outcomes as landing_outcomes
from ingest.landing.decide import Before, decide
from ingest.landing.standing import Newest, Record
from ingest.ledger import load_ledgers
from ingest.matching.identity import Identity
from ingest.readers.collect import SourceFile
from ingest.schema import BROUGHT

IDENTITY = Identity(b"k" * 32)
PROBLEM = load_ledgers()["problem"]
SCHEMA = {
    "_sheet": pl.String(),
    "_row": pl.Int64(),
    "problem_no": pl.String(),
    "org_code": pl.String(),
    "raised_on": pl.Date(),
    "source": pl.String(),
}


def draft(*rows: tuple[str | None, str], faults: tuple[Fault, ...] = ()) -> Draft:
    """Return a draft of problems given by number and source."""
    data = [("表", place + 2, no, "o", date(2025, 1, 1), source) for place, (no, source) in enumerate(rows)]
    frame = pl.DataFrame(data, schema=SCHEMA, orient="row")
    blank = [column.id for column in PROBLEM.columns if column.id not in SCHEMA]
    frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in (*blank, BROUGHT))
    made = Draft(
        SourceFile(Path("f.csv"), "f.csv"),
        "sha",
        PROBLEM,
        frame,
        [f"h{place}" for place in range(len(rows))],
        [],
    )
    made.add(faults)
    landing_outcomes.give_keys(made, IDENTITY)
    landing_outcomes.give_hashes(made, IDENTITY)
    landing_outcomes.fault_conflicts(made)
    return made


def outcomes(made: Draft, live: dict[str, str] | None = None, before: tuple[int, ...] = ()) -> list[str]:
    """Return what becomes of the rows, where some content is live and the file brought the lines at some places."""
    told = zip(made.row_keys, made.content_hashes, strict=True)
    equal = {place for place, (key, content) in enumerate(told) if key and (live or {}).get(key) == content}
    newest = {key: Newest(1, content, True) for key, content in (live or {}).items()}
    lines = {("表", place + 2, made.row_keys[place] or ""): 1 for place in before}
    decide(made, Before(newest, Record(lines), equal))
    return [str(outcome) for outcome in made.outcomes]


def test_a_repeat_is_unchanged_and_a_contradiction_goes_back_whole() -> None:
    assert outcomes(draft(("1", "巡察"), ("1", "巡察"), ("2", "巡察"))) == [
        "accepted",
        "unchanged",
        "accepted",
    ]
    assert outcomes(draft(("1", "巡察"), ("1", "督查"), ("1", "巡察"))) == ["returned"] * 3


def test_of_equal_rows_the_first_sound_one_is_kept() -> None:
    made = draft(("1", "巡察"), ("1", "巡察"), faults=(Fault("表", 2, "完成日期", "读不懂"),))
    assert outcomes(made) == ["returned", "accepted"]


def test_what_is_live_already_is_unchanged_and_what_differs_is_news() -> None:
    made = draft(("1", "巡察"))
    key, content = made.row_keys[0] or "", made.content_hashes[0]
    assert outcomes(made, {key: content}) == ["unchanged"]
    assert outcomes(made, {key: "other"}) == ["accepted"]
    assert outcomes(made, {key: "other"}, before=(0,)) == ["unchanged"]  # by a file of the same delivery


def test_a_row_without_its_key_goes_back_even_if_nobody_complained() -> None:
    made = draft((None, "巡察"))
    assert outcomes(made) == ["returned"] and made.faults[0].column is None


def test_landed_rows_say_where_they_came_from_and_why_they_are_doubted() -> None:
    made = draft(("1", "巡察"), ("2", "巡察"), faults=(Fault("表", 3, "问题描述", "两处相同，需核实。", "flag"),))
    outcomes(made)
    rows = landing_outcomes.landed_rows(made, [0, 1], "B000007-problem", 7, datetime(2025, 1, 1))
    assert rows.select("batch", "sequence", "file", "sheet", "row_number", "flags").rows() == [
        ("B000007-problem", 7, "f.csv", "表", 2, None), ("B000007-problem", 7, "f.csv", "表", 3, "两处相同，需核实"),
    ]  # fmt: skip


def test_intake_leaves_out_what_is_on_record() -> None:
    made = draft(("1", "巡察"), ("2", "巡察"))
    outcomes(made)
    made.outcomes[0] = "unchanged"
    assert landing_outcomes.intake_rows(made, "b", 1, {("h0", "unchanged"), ("h1", "returned")})[
        "row_hash"
    ].to_list() == ["h1"]


def test_a_row_accepted_again_is_recorded_again() -> None:
    """Once the batch that had brought it first was withdrawn, nothing told that it had ever come."""
    made = draft(("1", "巡察"))
    outcomes(made)
    assert landing_outcomes.intake_rows(made, "b", 2, {("h0", "accepted")})["row_hash"].to_list() == ["h0"]


@pytest.mark.parametrize("ledger", load_ledgers().values(), ids=lambda ledger: ledger.id)
def test_every_ledger_s_key_is_among_what_it_lands(ledger) -> None:
    from ingest.schema import landed_schema

    assert set(landing_outcomes.key_columns(ledger)) <= set(landed_schema(ledger))
