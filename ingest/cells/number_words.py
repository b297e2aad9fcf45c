"""The words that stand behind numbers, from `number_words.yaml`."""

from functools import cache
from pathlib import Path

from ingest.errors import UserError
from ingest.yaml_text import parsed

_FILE = Path(__file__).with_suffix(".yaml")
_KINDS = ("persons", "hours", "money", "others")


@cache
def words_behind() -> dict[str, frozenset[str]]:
    """Return the words of each kind: what counts `persons`, `hours`, `money` in 元, and `others`."""
    content = parsed(_FILE.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != set(_KINDS):
        raise UserError(f"{_FILE.name} 里应当正好有这些键：{'、'.join(_KINDS)}。")
    return {kind: frozenset(str(word) for word in content[kind]) for kind in _KINDS}
