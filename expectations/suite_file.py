"""Read a YAML file of expectations and refuse every key that nobody reads."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ingest.yaml_text import parsed

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class SuiteError(Exception):
    """A suite that cannot be used; the Chinese sentence names the file and the key."""

    def __init__(self, path: Path, key: str, what: str) -> None:
        super().__init__(f"{path.name} 的 {key} 有误：{what}。")


def read_mapping(path: Path) -> dict[str, Any]:
    """Return a file's keys and values; SuiteError if it is no such thing."""
    try:
        content = parsed(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise SuiteError(path, "写法", f"不是有效的 YAML（{error}）") from error
    if not isinstance(content, dict):
        raise SuiteError(path, "写法", "应为“键: 值”")
    return content


def refuse_unknown(path: Path, where: str, content: Any, known: Iterable[str]) -> None:
    """Refuse a mapping with a key that is not known."""
    if not isinstance(content, Mapping):
        raise SuiteError(path, where.rstrip(".") or "写法", "应为“键: 值”")
    unknown = sorted(str(key) for key in content if key not in set(known))
    if unknown:
        raise SuiteError(path, f"{where}{unknown[0]}", "不认识这个键")


def placeholders(text: str) -> list[str]:
    """Return the names in braces, in order."""
    return _PLACEHOLDER.findall(text)


def fill(text: str, known: Mapping[str, str]) -> str:
    """Replace the placeholders that are known; the others wait for a row."""
    return _PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)
