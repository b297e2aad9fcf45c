"""Gives the rows of a ledger the codes of what they name: organisations, schools, persons, activities, surveys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from ingest.faults import Fault
from ingest.ledger import ROSTER, Ledger
from ingest.matching.identity import Identity
from ingest.matching.organisation_names import area_key
from ingest.matching.organisations import OrganisationIndex, Resolution, said
from ingest.matching.people import PeopleRegistry
from ingest.matching.resolve_events import with_events
from ingest.matching.resolve_people import names_persons, with_enrolled, with_persons, with_subjects
from ingest.matching.row_dates import RowDays, row_days
from ingest.matching.schools import SchoolIndex
from ingest.text.chinese import normalise

# In these ledgers an organisation that did not exist on the day may be meant: the roll lists people who left long
# ago, an event is what makes or ends an organisation, and 测评回收情况 has no day at all.
_ANY_TIME = frozenset({ROSTER, "organisation_event", "survey_return"})


@dataclass(slots=True)
class HeldThatDay:
    """The activities of one organisation and day: their topics by the form that is compared, and by 活动类型."""

    topics: dict[str, str] = field(default_factory=dict)
    of_kind: dict[str, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """What earlier ledgers, landed before or in this run, say."""

    identity: Identity
    as_of: date
    schools: SchoolIndex = field(default_factory=lambda: SchoolIndex({}))
    organisations: OrganisationIndex = field(default_factory=lambda: OrganisationIndex(()))
    people: PeopleRegistry | None = None
    activities: dict[tuple[str, date], HeldThatDay] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    surveys: frozenset[str] = frozenset()


def topic_key(topic: str) -> str:
    """Return the form in which two spellings of one topic (活动主题) are equal: one width, no spaces."""
    return normalise(topic).replace(" ", "")


def resolve(frame: pl.DataFrame, ledger: Ledger, known: Known) -> tuple[pl.DataFrame, list[Fault]]:
    """Return the frame with the resolved columns of its ledger, null where unresolved, and what was wrong.

    What is to be resolved follows from the ledger's columns.
    """
    faults: list[Fault] = []
    columns = {column.id for column in ledger.columns}
    days = row_days(frame, ledger, known.as_of)
    if "org" in columns:
        frame = _with_organisation(frame, ledger, days, known, faults)
    if "to_org" in columns:
        frame = _with_both_sides(frame, ledger, days, known, faults)
    if "school" in columns:
        frame = _with_school(frame, ledger, known, faults)
    if "area" in columns:
        keys = [area_key(text) if text else None for text in frame["area"]]
        frame = frame.with_columns(pl.Series("area_key", keys, dtype=pl.String))
    if "before" in columns:
        frame = with_events(frame, known.organisations, faults)
    if ledger.id == "attendance":
        frame = _with_topic_of_activity(frame, known, faults)
    if ledger.id == "survey_return":
        _ask_after_unknown_surveys(frame, known, faults)
    if "form_no" in columns:
        frame = _with_votes_numbered(frame)
    if "subject_no" in columns:
        frame = with_subjects(frame, known.identity, faults)
    return _with_people(frame, ledger, days, known, faults), faults


def _with_people(
    frame: pl.DataFrame, ledger: Ledger, days: list[RowDays], known: Known, faults: list[Fault]
) -> pl.DataFrame:
    """Find the persons of a ledger that names any; a roster enrols them."""
    if not names_persons(ledger):
        return frame
    assert known.people is not None
    if ledger.id == ROSTER:
        return with_enrolled(frame, known.people, known.identity, faults)
    return with_persons(frame, ledger, days, known.organisations, known.people, known.identity, faults)


def _with_organisation(
    frame: pl.DataFrame, ledger: Ledger, days: list[RowDays], known: Known, faults: list[Fault]
) -> pl.DataFrame:
    header = ledger.column("org").header
    codes: list[str | None] = []
    goes_on = _in_force(frame, ledger)
    cells = frame.select("_sheet", "_row", "org").rows()
    for (sheet, row, text), (last, first), is_in_force in zip(cells, days, goes_on, strict=True):
        found = Resolution(None)
        if text:
            found = known.organisations.resolve(text, last, ledger.id in _ANY_TIME)
            if found.code is None and first != last:
                # An organisation that ended within the month or the 年度 was there on its first day.
                earlier = known.organisations.resolve(text, first, ledger.id in _ANY_TIME)
                found = earlier if earlier.code is not None else found
            if is_in_force and found.code is None and last is not None:
                found = _of_today(text, last, known) or found
        if found.message is not None:
            faults.append(Fault(sheet, row, header, found.message, "return" if found.code is None else "flag"))
        codes.append(found.code)
    return frame.with_columns(pl.Series("org_code", codes, dtype=pl.String))


def _in_force(frame: pl.DataFrame, ledger: Ledger) -> list[bool]:
    """Say of each row whether what it registers goes on, whatever its date."""
    if isinstance(ledger.in_force, bool):
        return [ledger.in_force] * frame.height
    return [
        all(values[column] in kinds for column, kinds in ledger.in_force.items())
        for values in frame.select(*ledger.in_force).iter_rows(named=True)
    ]


def _of_today(text: str, day: date, known: Known) -> Resolution | None:
    """Return the organisation of today that was founded only after the day, with the sentence of a flag."""
    found = known.organisations.resolve(text, known.as_of)
    founded = known.organisations.by_code[found.code].founded_on if found.code is not None else None
    if founded is None or founded <= day:
        return None
    message = f"“{text}”在{said(day)}还没有成立（{said(founded)}成立），按现在的党组织记入，需核实。"
    return Resolution(found.code, message)


def _with_both_sides(
    frame: pl.DataFrame, ledger: Ledger, days: list[RowDays], known: Known, faults: list[Fault]
) -> pl.DataFrame:
    """Find both organisations of a transfer (组织关系接转); one of them may be another district's."""
    codes: dict[str, list[str | None]] = {"from_org": [], "to_org": []}
    for place, (sheet, row) in enumerate(zip(frame["_sheet"], frame["_row"], strict=True)):
        outside: list[str] = []
        for side, found in codes.items():
            text = frame[side][place]
            answer = known.organisations.resolve(text, days[place][0], any_time=True) if text else Resolution(None)
            if answer.is_unknown:
                outside.append(answer.message or "")
            elif answer.message is not None:
                faults.append(Fault(sheet, row, ledger.column(side).header, answer.message))
            found.append(answer.code)
        if len(outside) == len(codes):
            message = f"转出、转入的党组织至少有一个应是本区的，而两个都没有找到。{''.join(dict.fromkeys(outside))}"
            faults.append(Fault(sheet, row, ledger.column("to_org").header, message))
    columns = [pl.Series(f"{side}_code", found, dtype=pl.String) for side, found in codes.items()]
    return frame.with_columns(*columns).with_columns(org_code=pl.coalesce("to_org_code", "from_org_code"))


def _with_school(frame: pl.DataFrame, ledger: Ledger, known: Known, faults: list[Fault]) -> pl.DataFrame:
    header = ledger.column("school").header
    codes: list[str | None] = []
    for sheet, row, text in zip(frame["_sheet"], frame["_row"], frame["school"], strict=True):
        found = known.schools.resolve(text) if text else Resolution(None)
        if found.message is not None:
            faults.append(Fault(sheet, row, header, found.message))
        codes.append(found.code)
    return frame.with_columns(pl.Series("school_code", codes, dtype=pl.String))


def _with_topic_of_activity(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
    """Spell every topic as its activity does (the models join on it); a topic without an activity goes back.

    A topic that only says of what kind the activity was means the day's only one of that kind; where none is
    registered yet, the row waits for it.
    """
    spelt: list[str | None] = []
    for row in frame.select("_sheet", "_row", "org", "org_code", "held_on", "topic").iter_rows(named=True):
        spelt.append(row["topic"])
        if row["org_code"] is None or row["held_on"] is None or not row["topic"]:
            continue
        if row["held_on"] > known.as_of:
            continue  # a date to come goes back for itself
        held = known.activities.get((row["org_code"], row["held_on"]), HeldThatDay())
        meant = held.of_kind.get(row["topic"], set())
        if topic_key(row["topic"]) in held.topics:
            spelt[-1] = held.topics[topic_key(row["topic"])]
        elif len(meant) == 1:
            spelt[-1] = next(iter(meant))
        elif row["topic"] in known.kinds and not meant:
            message = (
                f"组织生活活动台账中“{row['org']}”{said(row['held_on'])}还没有登记{row['topic']}；"
                "登记以后这些签到才计入，需核实。"
            )
            faults.append(Fault(row["_sheet"], row["_row"], "活动主题", message, "flag"))
        else:
            message = _no_activity(row["org"], row["held_on"], held.topics)
            faults.append(Fault(row["_sheet"], row["_row"], "活动主题", message))
    return frame.with_columns(pl.Series("topic", spelt, dtype=pl.String()))


def _no_activity(org: str, day: date, topics: dict[str, str]) -> str:
    if topics:
        listed = "、".join(f"“{topic}”" for topic in list(topics.values())[:3])
        return f"组织生活活动台账中“{org}”{said(day)}没有这个主题的活动；当天登记的有：{listed}。请改成与活动台账一致。"
    return f"组织生活活动台账中“{org}”{said(day)}没有登记活动。请先报送活动台账，或核对日期。"


def _with_votes_numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """Number the rows that are one vote each, so that equal votes are several, and the same ones when sent again."""
    key = ["survey_name", "org_code", "evaluator", "item", "grade", "score"]
    one_vote = pl.col("votes").is_null() & pl.col("form_no").is_null()
    numbered = (
        frame.with_row_index("_place")
        .filter(one_vote)
        .sort(*key, "surveyed_on", "survey_type", "_place", nulls_last=True)
        .with_columns(_number=pl.int_range(1, pl.len() + 1).over(key).cast(pl.String))
        .select("_place", "_number")
    )
    joined = frame.with_row_index("_place").join(numbered, on="_place", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("form_no", "_number").alias("form_no")).drop("_place", "_number")


def _ask_after_unknown_surveys(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> None:
    for sheet, row, name in zip(frame["_sheet"], frame["_row"], frame["survey_name"], strict=True):
        if name and name not in known.surveys:
            faults.append(Fault(sheet, row, "测评名称", f"还没有收到名为“{name}”的测评结果，需核实。", "flag"))
