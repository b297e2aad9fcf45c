"""Builds the index of organisations and settles the organisation ledger itself: parents, schools, areas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from ingest.errors import UserError
from ingest.faults import Fault
from ingest.matching.organisation_names import area_key
from ingest.matching.organisations import AREA_TYPE, DISTRICT_TYPE, Organisation, OrganisationIndex, Renaming
from ingest.matching.schools import SchoolIndex
from ingest.readers.text import decode

RENAMED = "更名"


def read_aliases(path: Path) -> dict[str, str]:
    """Return the user's own names of organisations (别名) with their codes; empty if there is no such file."""
    if not path.exists():
        return {}
    text = decode(path.read_bytes(), path.name).lstrip("\ufeff")
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]
    filled = list(filter(any, rows))
    if any(len(row) < 2 for row in filled):
        raise UserError(f"别名表“{path.name}”每行应有两列：别名、党组织代码。请补上缺的那一列。")
    return {alias: code for alias, code, *_ in filled if alias and code and alias != "别名"}


def organisations_of(frame: pl.DataFrame) -> list[Organisation]:
    """Return the organisations of a frame, landed or just read; rows without a code or name are left out."""
    return [
        Organisation(
            code=row["org_code"],
            name=row["org_name"],
            short_name=row["short_name"],
            former_names=_split(row["former_names"]),
            org_type=row["org_type"],
            parent_code=row.get("parent_code"),
            school_codes=_split(row.get("school_codes")),
            founded_on=row["founded_on"],
            dissolved_on=row["dissolved_on"],
        )
        for row in frame.iter_rows(named=True)
        if row["org_code"] and row["org_name"]
    ]


def renamings_of(frame: pl.DataFrame, index: OrganisationIndex | None = None) -> list[Renaming]:
    """Return the 更名 of an event frame; `index` finds the organisations where the frame was only just read."""
    found: list[Renaming] = []
    for row in frame.filter(pl.col("event_type") == RENAMED).iter_rows(named=True):
        code = row.get("org_code")
        if code is None and index is not None and row.get("org"):
            code = index.resolve(row["org"], row["event_on"], any_time=True).code
        if code is not None and row["event_on"] is not None:
            found.append(Renaming(code, row["event_on"], row["before"], row["after"]))
    return found


def settle(
    frames: Sequence[pl.DataFrame],
    left_out: Sequence[set[int]],
    live: pl.DataFrame,
    events: Sequence[pl.DataFrame],
    schools: SchoolIndex,
    aliases: Mapping[str, str],
    as_of: date,
) -> tuple[list[pl.DataFrame], list[list[Fault]]]:
    """Find parents, schools and areas of all organisation rows of a delivery.

    A parent may be an organisation landed before, or any row of the delivery except those `left_out` (places of rows
    that are going back). Returns the frames with `parent_code`, `school_codes` and `area_key`, and their faults.
    """
    index = _index(frames, left_out, live, events, aliases)
    everybody = _index(frames, [set() for _ in frames], live, events, aliases) if any(left_out) else index
    settled: list[pl.DataFrame] = []
    faults: list[list[Fault]] = []
    for frame in frames:
        own: list[Fault] = []
        parents: list[str | None] = []
        joined: list[str | None] = []
        for row in frame.iter_rows(named=True):
            parents.append(_parent(row, index, everybody, as_of, own))
            joined.append(_schools(row, schools, own))
        areas = [
            area_key(name) if kind == AREA_TYPE and name else None
            for kind, name in zip(frame["org_type"], frame["org_name"], strict=True)
        ]
        settled.append(
            frame.with_columns(
                pl.Series("parent_code", parents, dtype=pl.String),
                pl.Series("school_codes", joined, dtype=pl.String),
                pl.Series("area_key", areas, dtype=pl.String),
            )
        )
        faults.append(own)
    _add_circles(settled, live, faults)
    return settled, faults


def _index(
    frames: Sequence[pl.DataFrame],
    left_out: Sequence[set[int]],
    live: pl.DataFrame,
    events: Sequence[pl.DataFrame],
    aliases: Mapping[str, str],
) -> OrganisationIndex:
    pool = {each.code: each for each in organisations_of(live)}
    for frame, places in zip(frames, left_out, strict=True):
        kept = frame.with_row_index("_place").filter(~pl.col("_place").is_in(sorted(places)))
        pool |= {each.code: each for each in organisations_of(kept)}
    plain = OrganisationIndex(pool.values(), aliases=aliases)
    renamings = [renaming for frame in events for renaming in renamings_of(frame, plain)]
    return OrganisationIndex(pool.values(), renamings, aliases) if renamings else plain


def _parent(
    row: Mapping[str, Any],
    index: OrganisationIndex,
    everybody: OrganisationIndex,
    as_of: date,
    faults: list[Fault],
) -> str | None:
    text = row["parent"]
    if not text:
        return None
    found = index.resolve(text, as_of, any_time=True)
    if row["org_type"] == DISTRICT_TYPE and found.code in (None, row["org_code"]):
        return None  # what is above the district is not in our books
    message = found.message
    if found.code is None and everybody.resolve(text, as_of, any_time=True).code is not None:
        message = f"上级党组织“{text}”所在的行在本次报送中被退回，请先改正那一行，再一起重新报送。"
    if found.code is not None and found.code == row["org_code"]:
        message = f"上级党组织“{text}”就是本党组织自己，请改正。"
    if message is not None:
        faults.append(Fault(row["_sheet"], row["_row"], "上级党组织", message))
        return None
    return found.code


def _schools(row: Mapping[str, Any], schools: SchoolIndex, faults: list[Fault]) -> str | None:
    texts = _split(row["schools"])
    if not texts:
        own = row["org_name"] and schools.of_organisation(row["org_name"])
        return own or None
    found = [schools.resolve(text) for text in texts]
    wrong = [each.message for each in found if each.message is not None]
    if wrong:
        faults.append(Fault(row["_sheet"], row["_row"], "关联学校", " ".join(wrong)))
        return None
    return "、".join(dict.fromkeys(each.code for each in found if each.code is not None))


def _add_circles(settled: Sequence[pl.DataFrame], live: pl.DataFrame, faults: Sequence[list[Fault]]) -> None:
    """Fault every row whose parents lead back to itself."""
    above: dict[str, str | None] = dict(zip(live["org_code"], live["parent_code"], strict=True))
    for frame in settled:
        above |= dict(zip(frame["org_code"], frame["parent_code"], strict=True))
    for frame, own in zip(settled, faults, strict=True):
        for row in frame.iter_rows(named=True):
            code, parent = row["org_code"], row["parent_code"]
            if code and parent and code in _ancestors(parent, above):
                message = f"上级党组织“{row['parent']}”又隶属于本党组织，上下级绕成了圈，请改正。"
                own.append(Fault(row["_sheet"], row["_row"], "上级党组织", message))


def _ancestors(code: str, above: Mapping[str, str | None]) -> Iterable[str]:
    seen: dict[str, None] = {}
    current: str | None = code
    while current is not None and current not in seen:
        seen[current] = None
        current = above.get(current)
    return seen


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split("、") if part)
