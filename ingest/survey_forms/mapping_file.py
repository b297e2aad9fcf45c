"""Mappings of surveys in `survey_forms/*.yaml`: read strictly, and told what is wrong in the words of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ingest.errors import UserError
from ingest.readers.text import decode
from ingest.survey_forms.mapping import Form, Item, Source, Strict, SurveyForms
from ingest.yaml_text import parsed

FOLDER = "survey_forms"
SHIPPED = Path(__file__).parent
_IS_MAPPING = re.compile(r"^[^.~].*\.ya?ml(\.txt)?$", re.IGNORECASE)


def load_survey_forms(folder: Path) -> list[SurveyForms]:
    """Return the surveys of a folder; UserError names the file, the key and how to mend it.

    Editors add an ending of their own (`.yaml.txt`), so the ending may stand anywhere in the name.
    """
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [read_survey_forms(folder / name) for name in names if _IS_MAPPING.search(name)]


def read_survey_forms(path: Path) -> SurveyForms:
    """Read one file."""
    try:
        content = parsed(decode(path.read_bytes(), path.name).lstrip("\ufeff"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行附近" if mark is not None else "某处"
        raise UserError(f"答卷对照“{path.name}”{where}写法不对，请对照示例检查缩进、冒号和引号。") from error
    if not isinstance(content, dict):
        raise UserError(f"答卷对照“{path.name}”是空的，请对照示例填写。")
    _refuse_unknown(path.name, "", content, SurveyForms)
    try:
        return SurveyForms.model_validate(content).model_copy(update={"file": path.name})
    except ValidationError as error:
        first = _telling(error)
        raise UserError(
            f"答卷对照“{path.name}”的“{_place(first['loc'])}”{_what(first)}。请改正后重新报送答卷。"
        ) from error


_INSIDE: Mapping[str, type[Strict]] = {"答卷": Form, "评议项目": Item, "评议人类别": Source, "党组织": Source}


def _refuse_unknown(file: str, where: str, content: Mapping[str, Any], model: type[Strict]) -> None:
    known = [field.alias for field in model.model_fields.values() if field.alias]
    for key, value in content.items():
        if key not in known:
            raise UserError(
                f"答卷对照“{file}”的“{where}{key}”不认识，请删去或改成以下之一：{'、'.join(known)}，然后重新报送答卷。"
            )
        for number, each in enumerate(value if isinstance(value, list) else [value], start=1):
            if isinstance(each, dict) and key in _INSIDE:
                place = f"{key}第{number}项." if isinstance(value, list) else f"{key}."
                _refuse_unknown(file, where + place, each, _INSIDE[key])


def _telling(error: ValidationError) -> Mapping[str, Any]:
    """Return the first error; where a word or a question may stand, what is wrong with the question."""
    first, *others = error.errors()
    before = first["loc"][:-1]
    same = [each for each in others if first["loc"][-1:] == ("str",) and each["loc"][: len(before)] == before]
    return next((each for each in same if each["type"] in ("value_error", "missing")), first)


def _place(loc: tuple[int | str, ...]) -> str:
    """Say where in the file an error stands, without the names that pydantic gives to its own choices."""
    own = {field.alias for model in (SurveyForms, Form, Item) for field in model.model_fields.values()}
    said = [
        f"第{part + 1}项" if isinstance(part, int) else f".{part}"
        for part in loc
        if isinstance(part, int) or part in own
    ]
    return "".join(said).lstrip(".") or "内容"


def _what(error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return "没有填写"
    if error["type"] == "value_error":
        return f"有误：{error['ctx']['error']}"
    return "没有填写或写法不对" if error["input"] in (None, "", []) else f"的写法不对（{error['input']}）"
