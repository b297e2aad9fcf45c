"""What the name of a file of forms says: which organisation it is about, and which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from ingest.recognition.title_lines import years_in
from ingest.text.chinese import normalise

_SEPARATORS = re.compile(r"[_\-—–\s()\[\]【】,，、+]+")
_PAPERWORK = re.compile(
    r"(19|20)\d\d(年度?)?|^\d+$|按(文本|序号|选项|分数)|原始数据|下载|导出|退回|答卷|问卷|数据|\{年度\}|年度|测评|\d+份"
)
_SHORTEST = 2


def year_of(titles: str) -> int | None:
    """Return the year that titles speak of, if it is only one."""
    years = years_in([titles])
    return next(iter(years)) if len(years) == 1 else None


def organisation_in(file: str, survey_name: str, words: Sequence[str]) -> str | None:
    """Return what is left of a file's name without the name of the survey and the words that tell its files apart."""
    stem = normalise(PurePosixPath(file).stem)
    name = normalise(survey_name).replace("{年度}", "").removeprefix("年")
    for word in sorted((*words, name), key=len, reverse=True):
        stem = stem.replace(normalise(word), " ")
    parts = (_PAPERWORK.sub("", part) for part in _SEPARATORS.split(stem))
    return next((part for part in parts if len(part) >= _SHORTEST), None)
