"""What the text of a model says of columns: what each column that it hands on is made of, and what decides about rows.

Read from the SQL as it is written, before dbt fills it in, so that it costs milliseconds in a build. A name is followed
whatever CTE it stands in: too much is taken for used rather than too little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"\{#.*?#\}|--[^\n]*", re.DOTALL)
_BLOCK = re.compile(r"\{%.*?%\}", re.DOTALL)
_SHOWN = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_QUOTED = re.compile(r"'(\w+)'")
_REF = re.compile(r"ref\('(\w+)'\)")
_BELOW = ("stg_", "int_")
_STEM = re.compile(r"ref\('(\w+_)'\s*~")
_LANDED = re.compile(r"latest_rows\('(\w+)'\)|source\('landed',\s*'(\w+)'\)")
_LOOP = re.compile(r"\{%-?\s*for ([\w\s,]+?) in \[(.*?)\]\s*-?%\}", re.DOTALL)
_ENTRY = re.compile(r"\(([^()]*)\)")
_STRING = re.compile(r"'[^']*'")
_ENDS_ENTRY = {"from", ",", ")"}
_STEPS = {"(": 1, ")": -1}
_TOKEN = re.compile(r"[A-Za-z_]\w*|[(),.*]")


@dataclass(frozen=True, slots=True)
class ModelText:
    """`reads` are models, `ledgers` what staging takes rows from; `made_of` has the names in the expression of each
    column, `decides` those outside of lists of columns: conditions, joins, groups. `hands_all_on`: it selects `*`.
    """

    reads: frozenset[str]
    ledgers: frozenset[str]
    made_of: dict[str, frozenset[str]]
    decides: frozenset[str]
    hands_all_on: bool


def read_model(sql: str, models: Collection[str]) -> ModelText:
    """Read a model of a project that has `models`."""
    text = _COMMENT.sub(" ", sql)
    in_blocks = frozenset(name for block in _BLOCK.findall(text) for name in _QUOTED.findall(block))
    made_of: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    decides, hands_all_on = in_blocks, False
    for item, is_column in _items(_TOKEN.findall(_STRING.sub(" ", _filled(text)))):
        hands_all_on |= is_column and item[-1:] == ["*"]
        output, expression = _column(item) if is_column else (None, item)
        if output is None:
            decides |= _names(expression)
        else:
            made_of[output] |= _names(expression)
    ledgers = frozenset(one or other for one, other in _LANDED.findall(text)) - {"retired"}
    return ModelText(_read(text) & frozenset(models), ledgers, dict(made_of), decides, hands_all_on)


def _read(text: str) -> frozenset[str]:
    """Return what may be the name of a model that is read.

    Of a list that a model loops over, the names of the layers below; a mart's name may be any word.
    """
    quoted = _QUOTED.findall(text)
    stems = (stem + ending for stem in _STEM.findall(text) for ending in quoted)
    return frozenset([*_REF.findall(text), *(name for name in quoted if name.startswith(_BELOW)), *stems])


def _filled(text: str) -> str:
    """Return the SQL without its blocks, with the words of a loop where its variables stand."""
    stands_for = _looped(text)

    def shown(told: re.Match[str]) -> str:
        return " ".join(["", *stands_for.get(told[1].strip(), ()), told[1].replace("'", " "), ""])

    return _SHOWN.sub(shown, _BLOCK.sub(" ", text))


def _looped(text: str) -> dict[str, frozenset[str]]:
    """Return what each variable of a loop over entries of several words stands for: the words in its place."""
    found: dict[str, frozenset[str]] = {}
    for names, entries in _LOOP.findall(text):
        words = [[word.strip().strip("'\"") for word in entry.split(",")] for entry in _ENTRY.findall(entries)]
        for place, name in enumerate(names.split(",")):
            found[name.strip()] = frozenset(entry[place] for entry in words if place < len(entry))
    return found


def _items(tokens: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield the entries of every list of columns, and between them what is none, each with whether it is an entry."""
    lists: list[tuple[int, list[str]]] = []
    rest: list[str] = []
    depth = 0
    for token in tokens:
        word = token.lower()
        if word == "select":
            lists.append((depth, []))
        elif word in _ENDS_ENTRY and lists and lists[-1][0] == depth:
            yield lists[-1][1], True
            _go_on(lists, word)
        else:
            (lists[-1][1] if lists else rest).append(word)
        depth += _STEPS.get(token, 0)
    yield rest, False


def _go_on(lists: list[tuple[int, list[str]]], word: str) -> None:
    """Begin the next entry of the innermost list, or leave the list, by the word that ended the entry."""
    depth, _ = lists.pop()
    if word == ",":
        lists.append((depth, []))


def _column(item: list[str]) -> tuple[str | None, list[str]]:
    """Return what an entry is called, by its alias or by the column that it is, and its expression."""
    if len(item) > 2 and item[-2] == "as":
        return item[-1], item[:-2]
    if len(item) in (1, 3) and item[-1].isidentifier():
        return item[-1], item
    return None, item


def _names(expression: list[str]) -> frozenset[str]:
    """Return the names in an expression, without those of the tables before a dot."""
    after = [*expression[1:], ""]
    return frozenset(one for place, one in enumerate(expression) if one.isidentifier() and after[place] != ".")
