"""What must hold in a ledger, read from `suites/*.yaml` and checked key by key when it is loaded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from expectations.columns import columns_of
from expectations.computed import check_computed
from expectations.expectation_types import ARGUMENTS, FILE_TYPES
from expectations.patterns import PATTERN_FILE, TEXT_KEYS, Entry, completed, demanded_by, load_patterns
from expectations.suite_file import SuiteError, placeholders, read_mapping, refuse_unknown
from ingest.ledger import Ledger, load_ledgers

Severity = Literal["refuse", "return", "flag"]
When = Mapping[str, str | tuple[str, ...]]
Refuse = Callable[[str, str], SuiteError]

SUITE_DIRECTORY = Path(__file__).parent / "suites"


@dataclass(frozen=True)
class Expectation:
    """One thing that must hold.

    `rule` says it in general, `sentence` what is wrong with this row (the names in braces are filled in), `mend` what
    to do, `why` where the rule comes from. `column` is where the clerk looks, None for the whole row. `when` narrows
    the rows: a column is `filled`, `empty` or one of some values. A file-level expectation speaks only from
    `from_rows` rows up, so that a short file with a slip goes back row by row.
    """

    id: str
    expectation: str
    kwargs: Mapping[str, Any]
    severity: Severity
    column: str | None
    rule: str
    sentence: str
    mend: str
    why: str
    when: When
    from_rows: int

    @property
    def is_file_level(self) -> bool:
        """Whether a failure refuses the file rather than some of its rows."""
        return self.expectation in FILE_TYPES

    @property
    def measure(self) -> str:
        """The column in which a file-level expectation finds what was measured of a whole file."""
        return f"{self.id}_of_file"

    @property
    def by_row(self) -> tuple[str, Mapping[str, Any]]:
        """The type and the arguments with which rows are checked: a file-level one holds its measure to its bounds."""
        if not self.is_file_level:
            return self.expectation, self.kwargs
        return "expect_column_values_to_be_between", {**self.kwargs, "column": self.measure}

    @property
    def checked_columns(self) -> tuple[str, ...]:
        """The columns that are checked."""
        named = (self.kwargs.get(key) for key in ("column", "column_A", "column_B"))
        return (*(name for name in named if name is not None), *self.when)

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The columns whose values the sentence names."""
        return tuple(name for name in placeholders(self.sentence) if name != "as_of")


@dataclass(frozen=True, eq=False)
class Suite:
    """What must hold in one ledger. `computed` are SQL expressions over a row's columns, in order of dependency."""

    ledger: Ledger
    computed: Mapping[str, str]
    expectations: tuple[Expectation, ...]

    def asked_of(self, rows: int) -> tuple[Expectation, ...]:
        """Return what is asked of a file of so many rows; some things show only in many."""
        return tuple(each for each in self.expectations if rows >= each.from_rows)


def load_suite(path: Path, ledgers: Mapping[str, Ledger], pattern_file: Path = PATTERN_FILE) -> Suite:
    """Read one suite and add what follows from the ledger itself; SuiteError names the file and the key."""
    content = read_mapping(path)
    refuse_unknown(path, "", content, {"ledger", "computed", "expectations"})
    ledger = ledgers.get(str(content.get("ledger")))
    if ledger is None:
        raise SuiteError(path, "ledger", f"没有“{content.get('ledger')}”这种台账")
    patterns = load_patterns(pattern_file)
    entries: list[Entry] = []
    computed: dict[str, str] = {}
    for written in [*demanded_by(ledger, patterns), *content.get("expectations", [])]:
        entry, needed = completed(path, written, patterns, ledger)
        entries.append(entry)
        computed |= needed
    computed |= content.get("computed", {})
    failure = check_computed(ledger, computed)
    if failure is not None:
        raise SuiteError(path, f"computed.{failure[0]}", failure[1])
    known = {*columns_of(ledger), *computed}
    expectations = tuple(_expectation(path, entry, ledger, known) for entry in entries)
    ids = [each.id for each in expectations]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise SuiteError(path, f"expectations.{twice}.id", "出现了两次")
    return Suite(ledger, computed, expectations)


@cache
def suite_of(ledger_id: str) -> Suite:
    """Return the suite of a ledger, which is named after it; KeyError if it has none."""
    path = SUITE_DIRECTORY / f"{ledger_id}.yaml"
    if not path.exists():
        raise KeyError(ledger_id)
    suite = load_suite(path, load_ledgers())
    if suite.ledger.id != ledger_id:
        raise SuiteError(path, "ledger", f"文件名里的台账是“{ledger_id}”，不是“{suite.ledger.id}”")
    return suite


@cache
def load_suites() -> dict[str, Suite]:
    """Return every suite by its ledger's id."""
    return {path.stem: suite_of(path.stem) for path in sorted(SUITE_DIRECTORY.glob("*.yaml"))}


def _expectation(path: Path, entry: Entry, ledger: Ledger, known: set[str]) -> Expectation:
    def refuse(key: str, what: str) -> SuiteError:
        return SuiteError(path, f"expectations.{entry['id'] or '?'}.{key}", what)

    _check_keys(entry, ledger, refuse)
    expectation = Expectation(
        id=entry["id"],
        expectation=entry["expectation"],
        kwargs=entry["kwargs"],
        severity=entry["severity"],
        column=entry["column"],
        when=_when(entry, refuse),
        from_rows=int(entry.get("from_rows", 0)),
        **{key: entry[key].strip() for key in TEXT_KEYS},
    )
    for key, names in (("kwargs", expectation.checked_columns), ("sentence", expectation.shown_columns)):
        unknown = next((name for name in names if name not in known), None)
        if unknown is not None:
            raise refuse(key, f"台账没有“{unknown}”这一列")
    if expectation.is_file_level and expectation.shown_columns:
        raise refuse("sentence", "整份文件的期望不能写某一行的值")
    return expectation


def _check_keys(entry: Entry, ledger: Ledger, refuse: Refuse) -> None:
    for key in ("id", "expectation", "severity", *TEXT_KEYS):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise refuse(key, "必须填写")
    _check_kind(entry, refuse)
    if entry["column"] not in {None, *(column.id for column in ledger.columns)}:
        raise refuse("column", f"台账没有“{entry['column']}”这一列")
    if any(placeholders(entry[key]) for key in ("rule", "mend", "why")):
        raise refuse("rule、mend、why", "只有 sentence 能写某一行的值")


def _check_kind(entry: Entry, refuse: Refuse) -> None:
    """Refuse an expectation that is not known, or whose severity or arguments are not for it."""
    kind, severity = entry["expectation"], entry["severity"]
    if kind not in ARGUMENTS:
        raise refuse("expectation", f"不认识“{kind}”这种期望")
    if severity not in get_args(Severity):
        raise refuse("severity", f"“{severity}”不是 refuse、return、flag 之一")
    if (severity == "refuse") != (kind in FILE_TYPES):
        raise refuse("severity", "整份文件的期望只能拒收，逐行的期望只能退回或提示")
    stray = sorted(set(entry["kwargs"]) - ARGUMENTS[kind])
    if stray:
        raise refuse(f"kwargs.{stray[0]}", f"“{kind}”没有这个参数")


def _when(entry: Entry, refuse: Refuse) -> When:
    when: When = {key: each if isinstance(each, str) else tuple(each) for key, each in entry["when"].items()}
    wrong = next((each for each in when.values() if isinstance(each, str) and each not in ("filled", "empty")), None)
    if wrong is not None:
        raise refuse("when", f"“{wrong}”不是 filled、empty 或一列值")
    return when
