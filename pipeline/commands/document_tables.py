"""Write the tables of what the documents ask for into `docs/`: `python -m pipeline.commands.document_tables`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.ledger import load_ledgers
from pipeline.policy.documents import FILE, Document, System, check_systems, load_documents
from pipeline.policy.figures import load_figures
from pipeline.policy.indicator_file import Indicator
from pipeline.policy.indicators import load_indicators
from pipeline.settings import PROJECT


@dataclass(frozen=True)
class _Language:
    """The words of one page."""

    head: str
    columns: tuple[str, str, str, str]
    between: str
    figures: str
    every_ledger: str


_ENGLISH = _Language(
    """# What the documents ask for, and where it is here

[简体中文](documents.zh-CN.md)

`python -m pipeline.commands.document_tables` writes this page from `data/documents.yaml` and the `systems` of
`data/indicators/*.yaml`. Every indicator also stands on 总览, 学校对比, 学校画像, 支部详情 and 口径与方法; the last
column names where a system is worked with.
Not in any ledger, so not here: the 党建指导员 and 党建工作指导组 that the district's report counts.
""",
    ("system", "ledgers", "indicators", "pages"),
    ", ",
    "figures",
    "all",
)
_CHINESE = _Language(
    """# 文件要求了什么，在这里是哪一块

[English](documents.md)

本页由 `python -m pipeline.commands.document_tables` 按 `data/documents.yaml` 和各指标文件的 `systems` 写成。
每项指标都在总览、学校对比、学校画像、支部详情和口径与方法里；最后一列写这项制度主要在哪一页办。
没有台账、因此没有的：开州区教育工委工作报告里的党建指导员和党建工作指导组。
""",
    ("制度", "台账", "指标", "页面"),
    "、",
    "工作数据",
    "全部台账",
)


def document_tables(
    documents: Iterable[Document], indicators: Iterable[Indicator], ledgers: Mapping[str, str]
) -> dict[str, str]:
    """Return the text of both pages by file name; `ledgers` are titles by id. A district's own indicators are left out.

    The pages belong to the product: an indicator that a district adds must not make them out of date.
    """
    shipped = [one for one in indicators if not one.is_local]

    def english(system: System) -> list[str]:
        named = [f"`{one}`" for one in system.ledgers]
        return _cells(_ENGLISH, system, f"{system.system} ({system.english})", named, shipped)

    def chinese(system: System) -> list[str]:
        return _cells(_CHINESE, system, system.system, [ledgers[one] for one in system.ledgers], shipped)

    in_english, in_chinese = [_ENGLISH.head], [_CHINESE.head]
    for one in documents:
        rows = [english(system) for system in one.systems]
        in_english.append(f"## {one.document}\n\n{one.english}.\n\n{_table(_ENGLISH, rows)}")
        rows = [chinese(system) for system in one.systems]
        in_chinese.append(f"## {one.document}\n\n{_table(_CHINESE, rows)}")
    return {"documents.md": "\n".join(in_english), "documents.zh-CN.md": "\n".join(in_chinese)}


def _cells(
    language: _Language, system: System, name: str, ledgers: list[str], indicators: Iterable[Indicator]
) -> list[str]:
    codes = " ".join(one.indicator for one in indicators if system.system in one.systems)
    counted = [part for part in (codes, language.figures if system.figures else "") if part]
    columns = (ledgers or [language.every_ledger], counted, system.pages)
    return [name, *(language.between.join(each) for each in columns)]


def _table(language: _Language, rows: Iterable[list[str]]) -> str:
    lines = [language.columns, ["---"] * len(language.columns), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def shipped_tables() -> dict[str, str]:
    """Return both pages from the policy of this checkout. Raises UserError where its files do not agree."""
    documents = load_documents(PROJECT / "data" / FILE)
    indicators = load_indicators(PROJECT / "data" / "indicators")
    figures = [one.figure for one in load_figures(PROJECT / "data" / "work_report")]
    ledgers = {one.id: one.title for one in load_ledgers().values()}
    check_systems(documents, indicators, figures, ledgers)
    return document_tables(documents, indicators, ledgers)


if __name__ == "__main__":
    for file, text in shipped_tables().items():
        (PROJECT / "docs" / file).write_text(text, encoding="utf-8", newline="\n")
