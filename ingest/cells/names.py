"""The name of a person in a cell that says more of the person: 王强（书记）, 王强 组织委员, 王强同志."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from ingest.errors import UserError
from ingest.text.chinese import normalise, person_text, simplify
from ingest.yaml_text import parsed

_FILE = Path(__file__).with_name("name_words.yaml")
_KINDS = ("posts", "behind")
_IN_BRACKETS = re.compile(r"^(?P<name>[^()\[\]]+?)\s*[(\[](?P<said>[^()\[\]]+)[)\]]$")
_BETWEEN_POSTS = re.compile(r"[、,;/兼\s]+")
_SHORTEST = 2


@cache
def _words() -> dict[str, frozenset[str]]:
    content = parsed(_FILE.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != set(_KINDS):
        raise UserError(f"{_FILE.name} 里应当正好有这些键：{'、'.join(_KINDS)}。")
    return {kind: frozenset(str(word) for word in content[kind]) for kind in _KINDS}


@lru_cache(maxsize=100_000)
def person_name(text: str) -> str:
    """Return the name that a text gives, without the posts behind it; any other word behind it stays."""
    plain = normalise(text)
    found = _IN_BRACKETS.match(plain)
    if found and _are_posts(found["said"]):
        plain = found["name"]
    else:
        name, _, said = plain.rpartition(" ")
        plain = name if len(name) >= _SHORTEST and _are_posts(said) else plain
    for word in _words()["behind"]:
        plain = plain.removesuffix(word) if len(plain) >= _SHORTEST + len(word) else plain
    return person_text(plain)


def _are_posts(said: str) -> bool:
    plain = simplify(said).strip()
    words = [word for word in _BETWEEN_POSTS.split(plain) if word] or [plain]
    return all(word in _words()["posts"] for word in words)
