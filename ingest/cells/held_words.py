"""The words for what did not take place, from `data/intake/not_held.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.errors import UserError
from ingest.yaml_text import parsed

_FILE = Path(__file__).resolve().parents[2] / "data" / "intake" / "not_held.yaml"
_KINDS = ("not_held", "held", "done_after", "remark_words", "void", "void_headers")


def held_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words by kind; UserError if the file has other kinds. A change counts at the next hand-in."""
    return _words(_FILE.stat().st_mtime_ns)


@cache
def _words(stamp: int) -> dict[str, tuple[str, ...]]:
    content = parsed(_FILE.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != set(_KINDS):
        raise UserError(f"data/intake/{_FILE.name} 里应当正好有这些键：{'、'.join(_KINDS)}。")
    return {kind: tuple(str(word) for word in content[kind]) for kind in _KINDS}
