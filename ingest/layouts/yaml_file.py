"""Files that users write: read strictly, and told what is wrong in the words of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import UserError
from ingest.readers.text import decode
from ingest.yaml_text import parsed

_IS_YAML = re.compile(r"^[^.~].*\.ya?ml(\.txt)?$", re.IGNORECASE)


class Strict(BaseModel):
    """A part of such a file; what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_Model = TypeVar("_Model", bound=Strict)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of file is called, what to do after mending it, and which models lie below which keys.

    Below a key of `inside` lies one part or a list of them; below one of `inside_each` parts by names of the user's.
    """

    name: str
    then: str
    inside: Mapping[str, type[Strict]] = field(default_factory=dict)
    inside_each: Mapping[str, type[Strict]] = field(default_factory=dict)

    @property
    def models(self) -> list[type[Strict]]:
        """All models below the first."""
        return [*self.inside.values(), *self.inside_each.values()]


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder; editors add an ending of their own (`.yaml.txt`)."""
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [folder / name for name in names if _IS_YAML.search(name)]


def content_of(path: Path, kind: Kind) -> dict[str, Any]:
    """Return what the file says; UserError names the line if it is no YAML, and a key that stands twice."""
    text = decode(path.read_bytes(), path.name).lstrip("\ufeff")
    try:
        content, twice = parsed(text), next(_twice(yaml.compose(text, Loader=yaml.SafeLoader)), None)
    except (yaml.YAMLError, RecursionError) as error:  # what names itself has no end
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行附近" if mark is not None else "某处"
        raise UserError(f"{kind.name}“{path.name}”{where}写法不对，请对照示例检查缩进、冒号和引号。") from error
    if not isinstance(content, dict):
        raise UserError(f"{kind.name}“{path.name}”是空的，请对照示例填写。")
    if twice is not None:
        raise UserError(f"{kind.name}“{path.name}”中“{twice}”写了两次，请只留一个，{kind.then}")
    return content


def validated(path: Path, content: Mapping[str, Any], model: type[_Model], kind: Kind) -> _Model:
    """Return the file as its model; UserError names the file, the key and how to mend it."""
    _refuse_unknown(path.name, "", content, model, kind)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = _telling(error)
        place = _place(first["loc"], [model, *kind.models])
        where = f"的“{place}”" if place else "中的内容"
        raise UserError(f"{kind.name}“{path.name}”{where}{_what(first)}。请改正后{kind.then}") from error


def _twice(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        keys = [str(key.value) for key, _ in node.value]
        yield from (key for number, key in enumerate(keys) if key in keys[:number])
        for _, value in node.value:
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value)


def _refuse_unknown(file: str, where: str, content: Mapping[str, Any], model: type[Strict], kind: Kind) -> None:
    known = [field.alias for field in model.model_fields.values() if field.alias]
    for key, value in content.items():
        if key not in known:
            raise UserError(
                f"{kind.name}“{file}”的“{where}{key}”不认识，请删去或改成以下之一：{'、'.join(known)}，然后{kind.then}"
            )
        for place, part, below in _parts(where, key, value, kind):
            _refuse_unknown(file, place, part, below, kind)


def _parts(where: str, key: str, value: object, kind: Kind) -> Iterator[tuple[str, dict[str, Any], type[Strict]]]:
    """Yield the parts below a key that are models of their own, each with where it stands."""
    below = kind.inside.get(key) or kind.inside_each.get(key)
    if below is None:
        return
    if key in kind.inside and isinstance(value, dict):
        yield f"{where}{key}.", value, below
        return
    for name, each in _named(value):
        if isinstance(each, dict):
            yield f"{where}{key}{name}.", each, below


def _named(value: object) -> Iterator[tuple[str, object]]:
    """Yield what is listed by its number, and what has a name of the user's by that."""
    if isinstance(value, list):
        yield from ((f"第{number}项", each) for number, each in enumerate(value, start=1))
    elif isinstance(value, dict):
        yield from ((f".{name}", each) for name, each in value.items())


def _telling(error: ValidationError) -> Mapping[str, Any]:
    """Return the first error; where a word or a part may stand, what is wrong with the part."""
    first, *others = error.errors()
    before = first["loc"][:-1]
    same = [each for each in others if first["loc"][-1:] == ("str",) and each["loc"][: len(before)] == before]
    return next((each for each in same if each["type"] in ("value_error", "missing")), first)


def _place(loc: tuple[int | str, ...], models: list[type[Strict]]) -> str:
    """Say where in the file an error stands, without the names that pydantic gives to its own choices."""
    own = {field.alias for model in models for field in model.model_fields.values()}
    said = [
        f"第{part + 1}项" if isinstance(part, int) else f".{part}"
        for part in loc
        if isinstance(part, int) or part in own
    ]
    return "".join(said).lstrip(".")


def _what(error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return "没有填写"
    if error["type"] == "value_error":
        return f"有误：{error['ctx']['error']}"
    return "没有填写或写法不对" if error["input"] in (None, "", []) else f"的写法不对（{error['input']}）"
