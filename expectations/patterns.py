"""What several suites share: `patterns.yaml` laid under an entry, and the entries that a ledger itself demands."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from expectations.columns import columns_of, header_of
from expectations.expectation_types import ARGUMENTS
from expectations.suite_file import SuiteError, fill, read_mapping, refuse_unknown
from ingest.ledger import Column, Ledger
from ingest.matching.resolve_people import person_is_needed
from ingest.schema import key_columns

PATTERN_FILE = Path(__file__).parent / "patterns.yaml"
TEXT_KEYS = ("rule", "sentence", "mend", "why")
_BODY_KEYS = {"expectation", "kwargs", "when", "severity", "from_rows", *TEXT_KEYS}

Entry = dict[str, Any]

_GIVEN: Mapping[str, Callable[[Column, Ledger], bool]] = {
    # What is sensitive is dropped when it is read; the person_key made of it is checked instead.
    "required": lambda column, _: column.required and not column.sensitive,
    # Other kinds are also empty where a cell could not be read, and that goes back cell by cell.
    "text_required": lambda column, _: (
        column.required and not column.sensitive and column.kind == "text" and column.values is None
    ),
    "one_of": lambda column, _: column.values is not None and column.kind != "list",
    "several_of": lambda column, _: column.values is not None and column.kind == "list",
    "whole": lambda column, _: column.kind == "int",
    # What is due may well be still to come.
    "dated": lambda column, ledger: column.id == ledger.date_column and not ledger.plans_ahead,
}


@cache
def load_patterns(path: Path = PATTERN_FILE) -> dict[str, Entry]:
    """Return the patterns by name; SuiteError names the file and the key."""
    patterns = read_mapping(path)
    for name, pattern in patterns.items():
        refuse_unknown(path, f"{name}.", pattern, {*_BODY_KEYS, "computed", "given"})
        if pattern.get("given") not in {None, "key", *_GIVEN}:
            raise SuiteError(path, f"{name}.given", f"不认识“{pattern['given']}”")
    return patterns


def demanded_by(ledger: Ledger, patterns: Mapping[str, Entry]) -> list[Entry]:
    """Return the entries that follow from the ledger's own definition, so that nothing is written twice."""
    entries: list[Entry] = []
    for name, pattern in patterns.items():
        given = pattern.get("given")
        if given == "key":
            entries.append({"pattern": name})
        elif given is not None:
            chosen = [column.id for column in ledger.columns if _GIVEN[given](column, ledger)]
            entries += [{"pattern": name, "column": column_id} for column_id in chosen]
    return entries


def completed(path: Path, entry: Any, patterns: Mapping[str, Entry], ledger: Ledger) -> tuple[Entry, dict[str, str]]:
    """Lay an entry over its pattern and fill in what is known before any row is seen; with the pattern's columns."""
    label = _label(entry)
    refuse_unknown(path, f"expectations.{label}.", entry, {*_BODY_KEYS, "id", "pattern", "column"})
    name, column = entry.get("pattern"), entry.get("column")
    if name is not None and name not in patterns:
        raise SuiteError(path, f"expectations.{label}.pattern", f"没有“{name}”这种写法")
    pattern = patterns[name] if name is not None else {}
    values = _values(ledger, column)
    sql = _sql_names(ledger) | {"column": str(column), "listed": ", ".join(f"'{value}'" for value in values)}
    written = _arguments(pattern, entry)
    kwargs = {key: _argument(value, values, sql) for key, value in written.items()}
    full: Entry = {
        **pattern,
        **entry,
        "column": column,
        "id": entry.get("id") or "_".join(filter(None, (column, name))),
        "when": _filled_keys({**pattern, **entry}.get("when", {}), sql),
        "kwargs": kwargs,
    }
    words = _words(ledger, column, values, written, kwargs)
    full |= {key: fill(full[key], words) for key in TEXT_KEYS if isinstance(full.get(key), str)}
    computed = _filled_keys(pattern.get("computed", {}), sql)
    return full, {key: fill(expression, sql) for key, expression in computed.items()}


def _filled_keys(written: Mapping[str, Any], sql: Mapping[str, str]) -> dict[str, Any]:
    return {fill(key, sql): value for key, value in written.items()}


def _label(entry: Any) -> str:
    """Return what an entry is called in a message, even if it is no mapping."""
    names = (entry.get(key) for key in ("id", "column", "pattern")) if isinstance(entry, Mapping) else ()
    return next((str(name) for name in names if name), "?")


def _values(ledger: Ledger, column: str | None) -> tuple[str, ...]:
    return next((each.values for each in ledger.columns if each.id == column), None) or ()


def _arguments(pattern: Entry, entry: Entry) -> dict[str, Any]:
    """Return the arguments as they are written, those of the entry over those of its pattern."""
    written = {**pattern.get("kwargs", {}), **entry.get("kwargs", {})}
    if "column" in ARGUMENTS.get(str(entry.get("expectation", pattern.get("expectation"))), ()):
        written.setdefault("column", entry.get("column"))
    return written


def _argument(written: Any, values: tuple[str, ...], sql: Mapping[str, str]) -> Any:
    if written == "{values}":
        return list(values)
    return _coded(fill(written, sql) if isinstance(written, str) else written)


def _words(
    ledger: Ledger, column: str | None, values: tuple[str, ...], written: Mapping[str, Any], kwargs: Mapping[str, Any]
) -> dict[str, str]:
    pair = (kwargs.get("column_A"), kwargs.get("column_B"))
    other = next((name for name in pair if name != column), None)
    return {
        "header": header_of(ledger, column),
        "other_header": header_of(ledger, other),
        "values": "、".join(values),
        "min": _dated(written.get("min_value")),
        "max": _dated(written.get("max_value")),
        "value": f"{{{kwargs.get('column', column)}}}",
        "other": f"{{{other}}}",
        "cell": f"{{{column}}}",
    }


def _sql_names(ledger: Ledger) -> dict[str, str]:
    """Return what a pattern's SQL may name of any ledger: its key, when that is known, and what is landed of a row."""
    key = key_columns(ledger)
    required = {column.id for column in ledger.required}
    certain = [name for name, source in zip(key, ledger.key, strict=True) if source in required]
    known = [f"{name} is not null" for name in certain]
    if "person_key" in key and person_is_needed(ledger):
        known.append("person_key is not null")
    elif "person_key" in key:
        # Somebody who is named and was not found is not the organisation itself, whose rows have no person.
        key.append("(person_key is null and coalesce(name, member_no) is not null)")
        known.append(f"not {key[-1]}")
    landed = sorted(name for name, column in columns_of(ledger).items() if column.is_landed)
    return {
        "key": ", ".join(key),
        "key_is_known": " and ".join(known),
        "row": ", ".join(landed),
    }


def _coded(value: Any) -> Any:
    """Return a date as the number that it is in the batch, 2025-03-07 as 20250307."""
    return int(f"{value:%Y%m%d}") if isinstance(value, date) else value


def _dated(value: Any) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
