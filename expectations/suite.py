"""Read the suites: plain YAML, checked key by key, so that a slip in a file is found when it is loaded."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from expectations.columns import columns_of, header_of
from expectations.computed import check_computed
from ingest.ledger import Ledger, load_ledgers

Severity = Literal["refuse", "return", "flag"]

SUITE_DIRECTORY = Path(__file__).parent / "suites"
PATTERN_FILE = Path(__file__).parent / "patterns.yaml"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
TEXT_KEYS = ("rule", "sentence", "mend", "why")
ENTRY_KEYS = {"id", "pattern", "column", "expectation", "kwargs", "when", "severity", "from_rows", *TEXT_KEYS}
PATTERN_KEYS = {*ENTRY_KEYS - {"id", "pattern", "column"}, "computed", "given"}
SUITE_KEYS = {"ledger", "computed", "expectations"}

# The Great Expectations types in use, each with the keyword arguments it may have. The row-level ones have a twin
# in failing_rows.py; the file-level ones look at the whole batch and can only refuse it.
ROW_TYPES = {
    "expect_column_values_to_not_be_null": {"column"},
    "expect_column_values_to_be_null": {"column"},
    "expect_column_values_to_be_in_set": {"column", "value_set"},
    "expect_column_values_to_be_between": {"column", "min_value", "max_value", "strict_min", "strict_max"},
    "expect_column_pair_values_a_to_be_greater_than_b": {"column_A", "column_B", "or_equal"},
}
FILE_TYPES = {
    "expect_column_proportion_of_non_null_values_to_be_between": {"column", "min_value", "strict_min"},
    "expect_column_max_to_be_between": {"column", "max_value", "strict_max"},
}
TYPES = ROW_TYPES | FILE_TYPES
AS_OF = {"$PARAMETER": "as_of"}


class SuiteError(Exception):
    """A suite that cannot be used; the Chinese sentence names the file and the key."""


@dataclass(frozen=True)
class Expectation:
    """One thing that must hold.

    `rule` says it in general, `sentence` what is wrong with this row ({value}, {other}, {as_of} and any column's
    name are filled in), `mend` what to do, `why` where the rule comes from. `column` is where the clerk looks,
    None for the whole row. `when` narrows the rows: every column named is filled, empty or one of some values.
    A file-level expectation speaks only from `from_rows` rows up.
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
    when: Mapping[str, str | tuple[str, ...]]
    from_rows: int

    @property
    def is_file_level(self) -> bool:
        """Whether a failure refuses the file rather than some of its rows."""
        return self.expectation in FILE_TYPES

    @property
    def tested_columns(self) -> tuple[str, ...]:
        """The columns that the verdict depends on."""
        named = (self.kwargs.get(key) for key in ("column", "column_A", "column_B"))
        return (*(name for name in named if name is not None), *self.when)

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The columns whose values the sentence names."""
        return tuple(name for name in _placeholders(self.sentence) if name != "as_of")


@dataclass(frozen=True, eq=False)
class Suite:
    """What must hold in one ledger. `computed` are SQL expressions over a row's columns, in order of dependency."""

    ledger: Ledger
    computed: Mapping[str, str]
    expectations: tuple[Expectation, ...]


def load_suite(path: Path, ledgers: Mapping[str, Ledger], pattern_file: Path = PATTERN_FILE) -> Suite:
    """Read one suite and add what follows from the ledger itself; SuiteError names the file and the key."""
    content = _mapping(path)
    _refuse_unknown(path, "", content, SUITE_KEYS)
    if content.get("ledger") not in ledgers:
        raise SuiteError(f"{path.name} 的 ledger 有误：没有“{content.get('ledger')}”这种台账。")
    ledger = ledgers[content["ledger"]]
    patterns = load_patterns(pattern_file)
    computed: dict[str, str] = {}
    entries = [*_entries_from_ledger(ledger, patterns), *content.get("expectations", [])]
    full = [_apply_pattern(path, entry, patterns, ledger, computed) for entry in entries]
    computed |= content.get("computed", {})
    failure = check_computed(ledger, computed)
    if failure is not None:
        raise SuiteError(f"{path.name} 的 computed.{failure[0]} 有误：{failure[1]}")
    known = {*columns_of(ledger), *computed}
    expectations = tuple(_expectation(path, entry, ledger, known) for entry in full)
    ids = [expectation.id for expectation in expectations]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise SuiteError(f"{path.name} 的 id 有误：“{twice}”出现了两次。")
    return Suite(ledger, computed, expectations)


@cache
def load_suites(directory: Path = SUITE_DIRECTORY) -> dict[str, Suite]:
    """Return every suite by its ledger's id."""
    suites = [load_suite(path, load_ledgers()) for path in sorted(directory.glob("*.yaml"))]
    return {suite.ledger.id: suite for suite in suites}


@cache
def load_patterns(path: Path = PATTERN_FILE) -> dict[str, dict[str, Any]]:
    """Return the patterns that several suites share, by name."""
    patterns = _mapping(path)
    for name, pattern in patterns.items():
        _refuse_unknown(path, f"{name}.", pattern, PATTERN_KEYS)
    return patterns


def _entries_from_ledger(ledger: Ledger, patterns: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What the ledger's own definition demands, so that it is not written twice."""
    holds: dict[str, Callable[[Any], bool]] = {
        # What is sensitive is dropped at the door; the person_key made of it is checked instead.
        "required": lambda column: column.required and not column.sensitive,
        "text_required": lambda column: (
            column.required and not column.sensitive and column.kind == "text" and column.values is None
        ),
        "one_of": lambda column: column.values is not None and column.kind != "list",
        "several_of": lambda column: column.values is not None and column.kind == "list",
        "whole": lambda column: column.kind == "int",
        "dated": lambda column: column.id == ledger.date_column,
    }
    entries: list[dict[str, Any]] = []
    for name, pattern in patterns.items():
        given = pattern.get("given")
        if given == "key":
            entries.append({"pattern": name})
        elif given is not None:
            entries += [{"pattern": name, "column": column.id} for column in ledger.columns if holds[given](column)]
    return entries


def _apply_pattern(
    path: Path,
    entry: Mapping[str, Any],
    patterns: Mapping[str, dict[str, Any]],
    ledger: Ledger,
    computed: dict[str, str],
) -> dict[str, Any]:
    """Lay an entry over its pattern and fill in what is known before any row is seen."""
    label = str(entry.get("id") or entry.get("column") or entry.get("pattern"))
    _refuse_unknown(path, f"expectations.{label}.", entry, ENTRY_KEYS)
    name = entry.get("pattern")
    if name is not None and name not in patterns:
        raise SuiteError(f"{path.name} 的 expectations.{label}.pattern 有误：没有“{name}”这种写法。")
    pattern = patterns[name] if name is not None else {}
    column = entry.get("column")
    full: dict[str, Any] = {**pattern, **entry}
    full["id"] = entry.get("id") or "_".join(part for part in (column, name) if part)
    full["column"] = column
    values = next((each.values for each in ledger.columns if each.id == column), None)
    known = _sql_names(ledger) | {"column": str(column), "listed": ", ".join(f"'{value}'" for value in values or ())}
    for computed_name, sql in pattern.get("computed", {}).items():
        computed[_fill(computed_name, known)] = _fill(sql, known)
    kwargs = {**pattern.get("kwargs", {}), **entry.get("kwargs", {})}
    full["kwargs"] = {
        key: list(values or ()) if value == "{values}" else _coded(_fill(value, known))
        for key, value in kwargs.items()
    }
    if "column" in TYPES.get(full.get("expectation", ""), ()):
        full["kwargs"].setdefault("column", column)
    full["when"] = {_fill(name, known): wanted for name, wanted in full.get("when", {}).items()}
    pair = [full["kwargs"].get("column_A"), full["kwargs"].get("column_B")]
    other = next((name for name in pair if name != column), None)
    said = {
        "header": header_of(ledger, column),
        "other_header": header_of(ledger, other),
        "values": "、".join(values or ()),
        "min": _said(kwargs.get("min_value")),
        "max": _said(kwargs.get("max_value")),
        "value": f"{{{full['kwargs'].get('column', column)}}}",
        "other": f"{{{other}}}",
        "cell": f"{{{column}}}",
    }
    for key in TEXT_KEYS:
        full[key] = _fill(full.get(key), said)
    return full


def _expectation(path: Path, entry: Mapping[str, Any], ledger: Ledger, known: set[str]) -> Expectation:
    def refuse(key: str, what: str) -> SuiteError:
        return SuiteError(f"{path.name} 的 expectations.{entry['id'] or '?'}.{key} 有误：{what}。")

    for key in ("id", "expectation", "severity", *TEXT_KEYS):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise refuse(key, "必须填写")
    kind, severity = entry["expectation"], entry["severity"]
    if kind not in TYPES:
        raise refuse("expectation", f"不认识“{kind}”这种期望")
    if severity not in get_args(Severity):
        raise refuse("severity", f"“{severity}”不是 refuse、return、flag 之一")
    if (severity == "refuse") != (kind in FILE_TYPES):
        raise refuse("severity", "整份文件的期望只能拒收，逐行的期望只能退回或提示")
    stray = set(entry["kwargs"]) - TYPES[kind]
    if stray:
        raise refuse("kwargs", f"“{kind}”没有“{min(stray)}”这个参数")
    when = {name: value if isinstance(value, str) else tuple(value) for name, value in entry.get("when", {}).items()}
    if any(isinstance(value, str) and value not in ("filled", "empty") for value in when.values()):
        raise refuse("when", "只能写 filled、empty 或一列值")
    if entry["column"] not in {None, *(column.id for column in ledger.columns)}:
        raise refuse("column", f"台账没有“{entry['column']}”这一列")
    texts = {key: entry[key].strip() for key in TEXT_KEYS}
    expectation = Expectation(
        id=entry["id"], expectation=kind, kwargs=entry["kwargs"], severity=severity, column=entry["column"],
        when=when, from_rows=int(entry.get("from_rows", 0)), **texts,
    )  # fmt: skip
    for key, names in (("kwargs", expectation.tested_columns), ("sentence", expectation.shown_columns)):
        unknown = next((name for name in names if name not in known), None)
        if unknown is not None:
            raise refuse(key, f"台账没有“{unknown}”这一列")
    for key in ("rule", "mend", "why"):
        if _placeholders(texts[key]):
            raise refuse(key, "这里不能写某一行的值")
    return expectation


def _sql_names(ledger: Ledger) -> dict[str, str]:
    """What a pattern's SQL may say of any ledger: its key, when that is known, and what is landed of a row."""
    stand_in = {"person": "person_key", "org": "org_code"}
    key = [stand_in.get(name, name) for name in ledger.key if name != "occurrence"]
    certain = {column.id for column in ledger.required} | set(stand_in.values())
    landed = sorted(name for name, column in columns_of(ledger).items() if column.is_landed)
    return {
        "key": ", ".join(key),
        "key_is_known": " and ".join(f"{name} is not null" for name in key if name in certain),
        "row": ", ".join(landed),
    }


def _mapping(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise SuiteError(f"{path.name} 不是有效的 YAML：{error}") from error
    if not isinstance(content, dict):
        raise SuiteError(f"{path.name} 是空的，或者不是“键: 值”的写法。")
    return content


def _refuse_unknown(path: Path, where: str, content: Mapping[str, Any], known: Iterable[str]) -> None:
    unknown = sorted(set(content) - set(known))
    if unknown:
        raise SuiteError(f"{path.name} 的 {where}{unknown[0]} 有误：不认识这个键。")


def _placeholders(text: str) -> list[str]:
    return PLACEHOLDER.findall(text)


def _fill(text: Any, known: Mapping[str, str]) -> Any:
    """Replace the placeholders that are known; the others wait for a row."""
    if not isinstance(text, str):
        return text
    return PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)


def _coded(value: Any) -> Any:
    """A date as the number that it is in the batch, 2025-03-07 as 20250307."""
    return int(f"{value:%Y%m%d}") if isinstance(value, date) else value


def _said(value: Any) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
