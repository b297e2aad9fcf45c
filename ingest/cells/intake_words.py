"""The words that a district may change, from the files in `data/intake`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.errors import UserError
from ingest.yaml_text import parsed

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "intake"


def intake_words(name: str, kinds: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a file by kind; UserError if it has other kinds. A change counts at the next hand-in."""
    path = _FOLDER / name
    return _words(path, kinds, path.stat().st_mtime_ns)


@cache
def _words(path: Path, kinds: tuple[str, ...], stamp: int) -> dict[str, tuple[str, ...]]:
    content = parsed(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != set(kinds):
        raise UserError(f"data/intake/{path.name} 里应当正好有这些键：{'、'.join(kinds)}。")
    return {kind: tuple(str(word) for word in content[kind]) for kind in kinds}
