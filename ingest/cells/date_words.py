"""The words that stand where a day is asked for, from `date_words.yaml`."""

from functools import cache
from pathlib import Path

from ingest.errors import UserError
from ingest.yaml_text import parsed

_FILE = Path(__file__).with_suffix(".yaml")
_KINDS = ("open", "no_day", "class_hours")


@cache
def _words() -> dict[str, frozenset[str]]:
    content = parsed(_FILE.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != set(_KINDS):
        raise UserError(f"{_FILE.name} 里应当正好有这些键：{'、'.join(_KINDS)}。")
    return {kind: frozenset(str(word) for word in content[kind]) for kind in _KINDS}


def open_words() -> frozenset[str]:
    """Return the words for what is still going on, in place of the day on which it was done."""
    return _words()["open"]


def no_day_words() -> frozenset[str]:
    """Return the words for deadlines that name no day."""
    return _words()["no_day"]


def class_hours() -> tuple[str, ...]:
    """Return the words behind a day that tell an hour of the school day, the longest first."""
    return tuple(sorted(_words()["class_hours"], key=len, reverse=True))
