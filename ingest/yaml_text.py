"""YAML as every definition of ours is read: the safe subset, by libyaml where the wheel has it (ten times as fast)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(text: str) -> Any:
    """Return what `text` says; yaml.YAMLError with line and column if it is no YAML."""
    return yaml.load(text, Loader=_LOADER)


def line_of(text: str, keys: Sequence[int | str]) -> int | None:
    """Return the line, from 1, on which the last of nested `keys` stands in `text`; None where it is not written."""
    node, line = yaml.compose(text, Loader=_LOADER), None
    for key in keys:
        found = _entry(node, key)
        if found is None:
            return None
        node, line = found
    return line


def _entry(node: yaml.Node | None, key: int | str) -> tuple[yaml.Node, int] | None:
    """Return the value under a key of a mapping, or at a place of a list, and the line on which it begins."""
    if isinstance(node, yaml.MappingNode):
        known = ((name, value) for name, value in node.value if name.value == str(key))
        return next(((value, name.start_mark.line + 1) for name, value in known), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key].start_mark.line + 1
    return None
