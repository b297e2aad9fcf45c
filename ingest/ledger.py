"""What a ledger holds, read from `ledgers/*.yaml`: columns, types, header aliases, key, example."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from ingest.errors import UserError
from ingest.text.header_text import header_keys
from ingest.yaml_text import parsed

Kind = Literal["text", "list", "date", "int", "number", "bool", "month"]
Form = Literal["plain", "person", "organisation", "identity", "code", "spans"]
Example = date | str | int | float | bool
OwedBy = Literal["district", "area", "school_org", "branch"]
Uploader = Literal["区级管理员", "纪检专员", "片区", "学校", "支部"]
ANYBODY: tuple[Uploader, ...] = ("区级管理员", "片区", "学校", "支部")
"""Who uploads a ledger that does not say otherwise: each for the organisations of the own unit."""
ASKED: dict[OwedBy, str] = {
    "district": "区委教育工委",
    "area": "片区党委",
    "school_org": "学校一级党组织",
    "branch": "党支部",
}
"""What people call the organisations that a ledger is asked of."""

ROSTER = "member"
"""The one ledger that says who is who, and keeps names; in all others a person is a key."""
YEAR = "year"
"""The column (年度) that a title, the name of the sheet or that of the file may give for all rows."""

LEDGER_DIRECTORY = Path(__file__).parent / "ledgers"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Strict):
    """One column of a ledger.

    `id` is its name from YAML to Parquet to SQL, `header` its canonical Chinese header. `form` says how
    text is cleaned: names of people, names of organisations, identity numbers, codes, spans of days, plain text. `unit`
    is what a number is counted in: `hours` (a header or a cell in minutes is converted), `percent`
    (0-100), `money` (元; a title, a header or a cell in 万元 is converted) or points `of_hundred` (得分（满分20） is
    converted; plain `points`, which may be more than a hundred, are not, and the row is returned). A 年度 that nothing
    gives is the year of the day in the column `year_of`. `title_labels` are labels under which a title line may give
    the value once for the whole table.
    A date with `month_ok` may name only a month: it is then left empty with a flag, where otherwise the row
    is returned. A date that `is_deadline` may be written 6月底前; one with `open_ok` may say that the thing is not done
    yet (正在整改), which is flagged. Columns headed by the `parts` of one (应到（正式）,
    应到（预备）) add up. A value of a column with `title_value` may
    stand in the title, on the tab or in the name of the file; `alone`, where other titles have the word too, and those
    listed alone, where not all can. Of a column with `span_ok` a span of days (7月6日至8日) counts as its first; a day
    without a year, early in it, in a column with `next_year_ok` may be of the year behind the one that a title tells.
    One number over several rows (merged cells) is not that of each, where a column `adds_up`: money, votes.
    A column added `later` than homes exist leaves the hashes of rows in which it is empty as they were. A `sensitive`
    value is never repeated in a message. One that `is_remark` says nothing that is counted: rows of a file that differ
    in it alone are one. A header that clerks use for two columns (党籍状态) is the one that its column `gives_way_to`
    where a cell under it holds such a value. What no column and no title gives may be `told_in` the text of another
    column: 2026年三评 is a 三评. Of a text two columns that read the same serve in turn, unless their headers have
    different words of `roles`: 牵头单位 and 责任单位 must not differ. A number that `counts_one` where it is blank is
    not blank where a share stands in its place.
    """

    id: str
    header: str
    aliases: tuple[str, ...] = ()
    kind: Kind = "text"
    form: Form = "plain"
    required: bool = False
    values: tuple[str, ...] | None = None
    value_aliases: dict[str, str] = Field(default_factory=dict)
    unit: Literal["hours", "percent", "money", "of_hundred", "points"] | None = None
    title_labels: tuple[str, ...] = ()
    month_ok: bool = False
    is_deadline: bool = False
    open_ok: bool = False
    span_ok: bool = False
    next_year_ok: bool = False
    parts: tuple[str, ...] = ()
    title_value: bool | Literal["alone"] | tuple[str, ...] = False
    later: bool = False
    adds_up: bool = False
    sensitive: bool = False
    is_remark: bool = False
    gives_way_to: str | None = None
    year_of: str | None = None
    told_in: str | None = None
    roles: tuple[str, ...] = ()
    counts_one: bool = False
    hint: str = ""


class OfPersons(_Strict):
    """What is counted on a sheet with a line a person of a ledger that has a row an organisation.

    `listed` counts the persons that a cell of the column speaks of, `filled` those of them with an amount or a tick,
    `summed` adds the amounts up.
    """

    listed: str
    filled: str
    summed: str


class Across(_Strict):
    """Columns that are headed by the values of another column: a grade, a month, a day, a step each.

    Every filled cell below them is a row of the ledger. `of` is the column whose values the headers are (of a month or
    a date any, else `values`, or all that the column has), `tails` what may follow one (好, 好票数). `holds` are the
    columns that the cells may hold, first what a bare header means; where it is empty, one of the headers is ticked.
    `beside` are columns that are totals where they stand beside. `blank` is what an empty cell means where others of
    its column are filled. Such a sheet need not have what it `does_without`: that is worked out while landing. With
    words it is `told_by`, one of them stands in a title, the tab, the file's name or a header: months of anything else
    have the same headers. A number of points in the brackets of a header（10分）is what the column `in_brackets` holds;
    where the values are `any_with_points`, whatever has such a number in its header is one of them. Headings above the
    values, on a row of their own, are of the first column of `headings` that
    they can be of: 服务态度, or 教师, above 满意 and 不满意.
    """

    of: str
    holds: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    tails: tuple[str, ...] = ("",)
    beside: tuple[str, ...] = ()
    blank: str | None = None
    does_without: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    in_brackets: str | None = None
    any_with_points: bool = False
    headings: tuple[str, ...] = ()
    of_persons: OfPersons | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that it names."""
        persons = self.of_persons
        counted = () if persons is None else (persons.listed, persons.filled, persons.summed)
        return (
            self.of,
            *self.holds,
            *self.beside,
            *self.does_without,
            *counted,
            *self.headings,
            *filter(None, [self.in_brackets]),
        )


class Ledger(_Strict):
    """One kind of workbook that schools keep.

    `owed_by` says which organisations are asked for it: the district's own, a 片区's, a school's topmost, the branches;
    others may send it and are never missed. On pages it is taken from the roles in `uploaded_by` alone. Where nothing
    of it need happen in a year (`may_be_empty`), who has no row is not missed either. `order` is its place in the
    order of dependency (schools before organisations before members ...). `key` names the columns that make two rows
    the same row; `person` in it is worked out while landing. `across` says which columns of a sheet may be headed by
    values of another. What an
    `in_force` ledger registers goes on (a file, a link; of honours those kinds alone), so that it may be older than the
    organisation that has it today. Homes may hold rows with a key of fewer columns, `key_before`. A file of a
    `complete` ledger (a roster, a register) is expected to hold all that there is, so what it lacks is listed. With
    `plans_ahead` the date column holds what is due, so that days to come are as they should be. By a word of `called`
    in its title a table that lacks columns is told which ledger it is. A table without any of `one_of` says nothing.
    Rows of a ledger that `takes_part` are of persons who did: one that says that somebody was away is returned.
    `one_row` is what each row registers, in the words of who keeps it.
    """

    id: str
    title: str
    owner: str
    owed_by: Annotated[tuple[OwedBy, ...], Field(min_length=1)]
    uploaded_by: Annotated[tuple[Uploader, ...], Field(min_length=1)] = ANYBODY
    may_be_empty: bool = False
    order: int
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    key_before: tuple[str, ...] = ()
    date_column: str | None = None
    in_force: bool | dict[str, tuple[str, ...]] = False
    plans_ahead: bool = False
    complete: bool = False
    across: tuple[Across, ...] = ()
    called: tuple[str, ...] = ()
    takes_part: bool = False
    one_of: tuple[str, ...] = ()
    one_row: str
    watch_for: str
    example: dict[str, Example]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Ledger":
        ids = [column.id for column in self.columns]
        if len(set(ids)) != len(ids):
            raise ValueError("a column id stands twice")
        owners: dict[str, str] = {}
        for column in self.columns:
            for alias in (column.header, *column.aliases):
                key = header_keys(alias)[0]
                if owners.setdefault(key, column.id) != column.id:
                    raise ValueError(f"header {alias} means both {owners[key]} and {column.id}")
            for value in column.value_aliases.values():
                if column.values is not None and value not in column.values:
                    raise ValueError(f"{column.id}: {value} is not one of its values")
        if len(set(self.owed_by)) != len(self.owed_by):
            raise ValueError("owed_by names a level twice")
        known = {*ids, "person"}
        limits = self.in_force if isinstance(self.in_force, dict) else {}
        across = (name for each in self.across for name in each.names)
        others = (
            name for column in self.columns for name in (column.gives_way_to, column.year_of, column.told_in) if name
        )
        named = (*self.key, *self.key_before, *self.example, *self.one_of, *across, *limits, *others)
        stray = [name for name in named if name not in known]
        if self.date_column is not None and self.date_column not in ids:
            stray.append(self.date_column)
        if stray:
            raise ValueError(f"no such column: {', '.join(stray)}")
        return self

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[Callable[[str], "Ledger"], tuple[str]]:
        """Go to another process by name: it has read the same files."""
        return _ledger_named, (self.id,)

    def column(self, column_id: str) -> Column:
        """Return the column with this id; KeyError if there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)

    @property
    def named_in_full(self) -> tuple[str, ...]:
        """The columns whose texts tell the value of another."""
        return tuple(dict.fromkeys(column.told_in for column in self.columns if column.told_in is not None))

    @property
    def unpivoted(self) -> tuple[Across, ...]:
        """The columns across of which each filled cell is a row."""
        return tuple(each for each in self.across if each.holds)

    @property
    def is_kept_by_the_district(self) -> bool:
        """Say whether nobody but the district is asked for it, so that it reports for everyone."""
        return self.owed_by == ("district",)

    def by_month(self) -> bool:
        """Say whether a sheet of the ledger may have one column a month."""
        return any(self.column(each.of).kind == "month" for each in self.unpivoted)

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which a file is refused whole."""
        return tuple(column for column in self.columns if column.required)


def read_ledger(path: Path) -> Ledger:
    """Read one ledger file; UserError names the file and the key that is wrong."""
    try:
        content = parsed(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise UserError(f"台账定义 {path.name} 不是有效的 YAML：{error}") from error
    try:
        return Ledger.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "整个文件"
        raise UserError(f"台账定义 {path.name} 的 {where} 有误：{_in_words(first)}。") from error


def _in_words(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "不认识这个键"
    if error["type"] == "missing":
        return "缺少这个键，请补上"
    if error["type"] == "literal_error":
        return f"不认识“{error['input']}”，可写 {error['ctx']['expected'].replace(' or ', '、').replace(', ', '、')}"
    return error["msg"]


@cache
def _ledgers(directory: Path) -> tuple[Ledger, ...]:
    ledgers = (read_ledger(path) for path in sorted(directory.glob("*.yaml")))
    return tuple(sorted(ledgers, key=lambda ledger: ledger.order))


def load_ledgers(directory: Path = LEDGER_DIRECTORY) -> dict[str, Ledger]:
    """Return every ledger by id, in the order of dependency."""
    return {ledger.id: ledger for ledger in _ledgers(directory)}


def _ledger_named(ledger_id: str) -> Ledger:
    return load_ledgers()[ledger_id]
