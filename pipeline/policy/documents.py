"""Loads `data/documents.yaml`: the documents that the standards come from and the systems (制度) they ask for.

An indicator names its systems in its own file (`systems`), so that a new one needs no edit here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError

from ingest.errors import UserError
from ingest.yaml_text import parsed
from pipeline.policy.error_wording import refusal
from pipeline.policy.indicator_file import Indicator
from pipeline.policy.indicator_parameters import Strict, Text

FILE = "documents.yaml"


class System(Strict):
    """One system: the ledgers that tell of it (none: all), the figures that count it, and where it is worked with."""

    system: Text
    english: Text
    ledgers: tuple[Text, ...] = ()
    figures: tuple[Text, ...] = ()
    pages: Annotated[tuple[Text, ...], Field(min_length=1)]


class Document(Strict):
    """One document and what it asks for."""

    document: Text
    english: Text
    systems: Annotated[tuple[System, ...], Field(min_length=1)]


def load_documents(path: Path) -> list[Document]:
    """Return the documents of `path` in order. Raises UserError naming the entry, the key and the mend."""
    try:
        entries: Any = parsed(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name} 不是有效的 YAML（UTF-8），请检查缩进、冒号和编码。") from error
    if not isinstance(entries, list):
        raise UserError(f"{path.name} 应是一个列表，每份文件一项。")
    return [_checked(place, entry, path.name) for place, entry in enumerate(entries, start=1)]


def _checked(place: int, entry: object, file: str) -> Document:
    try:
        return Document.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "整项"
        raise UserError(f"{file} 第 {place} 项的“{where}”有误：{refusal(first)}。") from error


def check_systems(
    documents: Iterable[Document],
    indicators: Iterable[Indicator],
    figures: Collection[str],
    ledgers: Collection[str],
) -> None:
    """Refuse a system, figure or ledger that is named and does not exist. Raises UserError."""
    systems = [system for one in documents for system in one.systems]
    known = {system.system for system in systems}
    for indicator in indicators:
        for name in indicator.systems:
            if name not in known:
                raise UserError(f"指标文件 {indicator.indicator}.yaml 的“systems”有误：{FILE} 里没有“{name}”，请改正。")
    for system in systems:
        where = f"{FILE} 里“{system.system}”"
        for figure in set(system.figures).difference(figures):
            raise UserError(f"{where}的“figures”有误：figures.yaml 里没有“{figure}”，请改正。")
        for ledger in set(system.ledgers).difference(ledgers):
            raise UserError(f"{where}的“ledgers”有误：没有台账“{ledger}”，请改成台账的英文代号。")
