"""Gives the rows of a ledger the codes of what they name: organisations, schools, persons, activities, surveys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from ingest.chinese import normalise
from ingest.faults import Fault
from ingest.identity import Identity, canonical_identity_number
from ingest.ledger import Ledger
from ingest.organisation_names import area_key
from ingest.organisations import BRANCH_TYPES, OrganisationIndex, Resolution
from ingest.people import Named, PeopleRegistry, Person, namesakes_at_once
from ingest.schools import SchoolIndex

GUEST = "列席"
_MOVED = "划转"
_RESHAPED = frozenset({"划转", "合并", "拆分"})
# In these ledgers an organisation that did not exist on the day may be meant: the roll lists people who left long
# ago, and an event is what makes or ends an organisation.
_ANY_TIME = frozenset({"member", "organisation_event", "survey_return"})

Activity = tuple[str, date, str]


@dataclass(slots=True)
class Known:
    """What earlier ledgers, landed before or in this run, say."""

    identity: Identity
    as_of: date
    schools: SchoolIndex = field(default_factory=lambda: SchoolIndex({}))
    organisations: OrganisationIndex = field(default_factory=lambda: OrganisationIndex(()))
    people: PeopleRegistry | None = None
    activities: dict[tuple[str, date], dict[str, str]] = field(default_factory=dict)
    surveys: frozenset[str] = frozenset()


def topic_key(topic: str) -> str:
    """Return the form in which two spellings of one topic (活动主题) are equal: one width, no spaces."""
    return normalise(topic).replace(" ", "")


def resolve(frame: pl.DataFrame, ledger: Ledger, known: Known) -> tuple[pl.DataFrame, list[Fault]]:
    """Return the frame with the resolved columns of its ledger, null where unresolved, and what was wrong."""
    faults: list[Fault] = []
    if any(column.id == "org" for column in ledger.columns):
        frame = _with_organisation(frame, ledger, known, faults)
    step = _STEPS.get(ledger.id)
    return (frame if step is None else step(frame, known, faults)), faults


def _with_organisation(frame: pl.DataFrame, ledger: Ledger, known: Known, faults: list[Fault]) -> pl.DataFrame:
    header = ledger.column("org").header
    if ledger.id == "member":
        days = frame["in_on"].fill_null(known.as_of)
    elif ledger.date_column is not None:
        days = frame[ledger.date_column]
    else:
        days = pl.Series([known.as_of] * frame.height, dtype=pl.Date)
    codes: list[str | None] = []
    for sheet, row, text, day in zip(frame["_sheet"], frame["_row"], frame["org"], days, strict=True):
        found = Resolution(None)
        if text:
            found = known.organisations.resolve(text, day, ledger.id in _ANY_TIME)
        if found.message is not None:
            faults.append(Fault(sheet, row, header, found.message))
        codes.append(found.code)
    return frame.with_columns(pl.Series("org_code", codes, dtype=pl.String))


def _school(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
    keys = [area_key(text) if text else None for text in frame["area"]]
    return frame.with_columns(pl.Series("area_key", keys, dtype=pl.String))


def _event(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
    before: list[str | None] = []
    after: list[str | None] = []
    for row in frame.iter_rows(named=True):
        for column, header, codes in (("before", "变动前", before), ("after", "变动后", after)):
            text, day = row[column], row["event_on"]
            if not text or row["event_type"] not in _RESHAPED:
                codes.append(None)
                continue
            if day is not None and column == "before":
                day -= timedelta(days=1)
            code, message = _codes_of(text, day, known.organisations)
            if code is None and row["event_type"] == _MOVED:
                faults.append(Fault(row["_sheet"], row["_row"], header, message or ""))
            codes.append(code)
    return frame.with_columns(
        pl.Series("before_code", before, dtype=pl.String), pl.Series("after_code", after, dtype=pl.String)
    )


def _codes_of(text: str, day: date | None, index: OrganisationIndex) -> tuple[str | None, str | None]:
    """Return the codes of one organisation or several joined with 、; all must be found."""
    whole = index.resolve(text, day, any_time=True)
    parts = [part for part in text.replace("，", "、").replace(",", "、").replace("；", "、").split("、") if part]
    if whole.code is not None or len(parts) < 2:
        return whole.code, whole.message
    found = [index.resolve(part, day, any_time=True) for part in parts]
    message = next((each.message for each in found if each.message is not None), None)
    return (None, message) if message else ("、".join(each.code for each in found if each.code), None)


def _member(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
    assert known.people is not None
    school_codes: list[str | None] = []
    for sheet, row, text in zip(frame["_sheet"], frame["_row"], frame["school"], strict=True):
        found = known.schools.resolve(text) if text else Resolution(None)
        if found.message is not None:
            faults.append(Fault(sheet, row, "所在学校", found.message))
        school_codes.append(found.code)
    hashes = _id_hashes(frame, known)
    named = _named(frame, hashes)
    whole = [place for place, (code, one) in enumerate(zip(frame["org_code"], named, strict=True)) if code and one.name]
    people = known.people.enrol([(frame["org_code"][place], named[place]) for place in whole])
    keys: list[str | None] = [None] * frame.height
    for place, person in zip(whole, people, strict=True):
        keys[place] = person.key
        if person.message is not None:
            _complain(faults, frame, place, person)
    _refuse_namesakes(frame, named, keys, faults)
    known_hashes = [
        hashed or (known.people.id_hash(key) if key else None) for hashed, key in zip(hashes, keys, strict=True)
    ]
    return frame.with_columns(
        pl.Series("school_code", school_codes, dtype=pl.String),
        pl.Series("person_key", keys, dtype=pl.String),
        pl.Series("id_hash", known_hashes, dtype=pl.String),
        pl.Series("_given_id_hash", hashes, dtype=pl.String),
    )


def _refuse_namesakes(frame: pl.DataFrame, named: list[Named], keys: list[str | None], faults: list[Fault]) -> None:
    """Return rows of bare names that are on one roll at once: they are two people, and nothing tells which is which."""
    seen: set[tuple[str, date | None]] = set()
    places: list[int] = []
    for place, (key, one, in_on) in enumerate(zip(keys, named, frame["in_on"], strict=True)):
        if key is None or one.id_hash or one.member_no:
            continue
        group = f"{key} {frame['org_code'][place]}"
        if (group, in_on) not in seen:
            seen.add((group, in_on))
            places.append(place)
    rows = [
        (f"{keys[place]} {frame['org_code'][place]}", frame["in_on"][place], frame["out_on"][place]) for place in places
    ]
    for position in sorted(namesakes_at_once(rows)):
        place = places[position]
        message = f"本支部同一时间有不止一名“{named[place].name}”，分不清是不是同一人。请填写党员编号或公民身份证号。"
        faults.append(Fault(frame["_sheet"][place], frame["_row"][place], "姓名", message))


def _attendance(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
    # A topic spelt otherwise (spaces, width) lands as the activity's own: the models join on it.
    spelt: list[str | None] = []
    for row in frame.select("_sheet", "_row", "org", "org_code", "held_on", "topic").iter_rows(named=True):
        spelt.append(row["topic"])
        if row["org_code"] is None or row["held_on"] is None or not row["topic"]:
            continue
        if row["held_on"] > known.as_of:
            continue  # a date to come goes back for itself
        topics = known.activities.get((row["org_code"], row["held_on"]), {})
        if topic_key(row["topic"]) in topics:
            spelt[-1] = topics[topic_key(row["topic"])]
        else:
            faults.append(
                Fault(row["_sheet"], row["_row"], "活动主题", _no_activity(row["org"], row["held_on"], topics))
            )
    guests = [place for place, status in enumerate(frame["attendance"]) if status == GUEST]
    frame = frame.with_columns(pl.Series("topic", spelt, dtype=pl.String()))
    return _with_person(frame, "held_on", known, faults, set(guests))


def _no_activity(org: str, day: date, topics: dict[str, str]) -> str:
    said = f"{day.year}年{day.month}月{day.day}日"
    if topics:
        listed = "、".join(f"“{topic}”" for topic in list(topics.values())[:3])
        return f"组织生活活动台账中“{org}”{said}没有这个主题的活动；当天登记的有：{listed}。请改成与活动台账一致。"
    return f"组织生活活动台账中“{org}”{said}没有登记活动。请先报送活动台账，或核对日期。"


def _training(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
    return _with_person(frame, "trained_on", known, faults, set())


def _with_person(
    frame: pl.DataFrame, date_column: str, known: Known, faults: list[Fault], guests: set[int]
) -> pl.DataFrame:
    assert known.people is not None
    named = _named(frame, _id_hashes(frame, known))
    keys: list[str | None] = []
    doubts: list[tuple[int, str]] = []
    answers: dict[tuple[str, date | None, Named], Person] = {}
    scopes: dict[str, tuple[list[str], str]] = {}
    for place, (code, day, one) in enumerate(zip(frame["org_code"], frame[date_column], named, strict=True)):
        if code is None or not one.name:
            keys.append(None)
            continue
        question = (code, day, one)
        if question not in answers:
            if code not in scopes:
                scopes[code] = _scope(code, known.organisations)
            answers[question] = known.people.find(one, *scopes[code], day)
        person = answers[question]
        key = person.key
        if place in guests and key is None:
            key = known.identity.digest("guest", code, one.name)
        elif person.message is not None:
            _complain(faults, frame, place, person)
        if person.doubt is not None:
            doubts.append((place, person.doubt))
        keys.append(key)
    faults += [Fault(frame["_sheet"][place], frame["_row"][place], "姓名", doubt, "flag") for place, doubt in doubts]
    return frame.with_columns(pl.Series("person_key", keys, dtype=pl.String))


def _scope(code: str, index: OrganisationIndex) -> tuple[list[str], str]:
    """Return on whose rolls to look: the branch's own, or all below an organisation that is no branch."""
    organisation = index.by_code[code]
    is_branch = organisation.org_type in BRANCH_TYPES
    return ([code] if is_branch else index.below(code)), organisation.name


def _discipline(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
    keys: list[str | None] = []
    for sheet, row, text in zip(frame["_sheet"], frame["_row"], frame["subject_no"], strict=True):
        if not text:
            faults.append(Fault(sheet, row, "当事人编号", "当事人编号没有填写。请填写（只写编号，不写姓名）。"))
        keys.append(known.identity.digest("subject", normalise(text).upper()) if text else None)
    return frame.with_columns(pl.Series("person_key", keys, dtype=pl.String))


def _survey(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
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


def _survey_return(frame: pl.DataFrame, known: Known, faults: list[Fault]) -> pl.DataFrame:
    for sheet, row, name in zip(frame["_sheet"], frame["_row"], frame["survey_name"], strict=True):
        if name and name not in known.surveys:
            faults.append(Fault(sheet, row, "测评名称", f"还没有收到名为“{name}”的测评结果，需核实。", "flag"))
    return frame


def _id_hashes(frame: pl.DataFrame, known: Known) -> list[str | None]:
    digests: dict[str, str] = {}
    found: list[str | None] = []
    for text in frame["id_no"]:
        if not text:
            found.append(None)
            continue
        if text not in digests:
            digests[text] = known.identity.digest("identity number", canonical_identity_number(text))
        found.append(digests[text])
    return found


def _named(frame: pl.DataFrame, hashes: list[str | None]) -> list[Named]:
    return [
        Named(name, member_no, id_hash)
        for name, member_no, id_hash in zip(frame["name"], frame["member_no"], hashes, strict=True)
    ]


_HEADERS = {"name": "姓名", "member_no": "党员编号", "id_no": "公民身份证号"}


def _complain(faults: list[Fault], frame: pl.DataFrame, place: int, person: Person) -> None:
    faults.append(Fault(frame["_sheet"][place], frame["_row"][place], _HEADERS[person.column], person.message or ""))


_STEPS: dict[str, Callable[[pl.DataFrame, Known, list[Fault]], pl.DataFrame]] = {
    "school": _school,
    "organisation_event": _event,
    "member": _member,
    "attendance": _attendance,
    "training": _training,
    "discipline": _discipline,
    "survey": _survey,
    "survey_return": _survey_return,
}
