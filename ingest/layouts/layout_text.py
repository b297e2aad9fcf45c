"""A layout as the text of its file, with a word to whoever opens it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

import yaml

from ingest.layouts.layout_file import AS_USUAL, NOT_NEEDED, FixedValue, Said
from ingest.layouts.proposal import Proposal, ProposedColumn
from ingest.layouts.units import UNITS
from ingest.ledger import Ledger

_HEAD = """\
# 版式：表头是下面这些列名的表怎样读。同样的表以后都按它读，不再询问。
# 每一列写台账的列名；不需要的写“不用”，本来就认得的写“照常”。有计量单位的可写成 {{读作: 时长, 单位: 分钟}}。
# 可写的列：{columns}
"""
_TO_CONFIRM = "# 核对每一列（特别是注明“猜的”和“请填写”的），改好后把“已确认”改成 true，再报送表格。\n"
_FIXED = """\
# 表里没有、整张表都一样的内容写在这里。党组织和年度要用“见于”写明标题、工作表名或文件名里的哪几个字说明是它：
# 固定内容:
#   - {列: 党组织, 内容: 某某小学党支部, 见于: 某某小学}
"""
_SKIPPED = "# 有一格是这些字的行不读：\n# 不读的行: [本页小计]\n"


def proposed_text(proposal: Proposal, ledger: Ledger) -> str:
    """Return a layout to be checked and confirmed: nothing of it is in use before."""
    headers = {column.id: column.header for column in ledger.columns}
    lines = [f"台账: {scalar(ledger.title)}", "已确认: false", "列:"]
    lines += [f"  {scalar(column.header)}: {_proposed(column, ledger)}" for column in proposal.columns]
    lacking = [
        f"# 还缺必填列：{'、'.join(headers[name] for name in proposal.lacking)}。请指定是哪一列，或写在“固定内容”里。"
    ]
    head = _HEAD.format(columns="、".join(headers.values()))
    return "\n".join([head + _TO_CONFIRM, *lines, *(lacking if proposal.lacking else []), _FIXED + _SKIPPED])


def _proposed(column: ProposedColumn, ledger: Ledger) -> str:
    if column.as_usual:
        return AS_USUAL
    if column.read_as is None:
        return NOT_NEEDED if column.state == "known" else "  # 请填写：这一列读作什么，不需要的写“不用”"
    meant = ledger.column(column.read_as)
    units = UNITS.get(meant.unit or "")
    remarks = ["猜的，请核对"] if column.state == "guessed" else []
    remarks += [f"单位可写 {'、'.join(units)}"] if units else []
    return scalar(meant.header) + (f"   # {'；'.join(remarks)}" if remarks else "")


def confirmed_text(
    ledger: Ledger,
    columns: Mapping[str, Said],
    fixed: Iterable[FixedValue],
    skipped: Iterable[str],
    confirmed_by: str,
    confirmed_on: date,
) -> str:
    """Return a layout that a person has confirmed."""
    lines = [f"台账: {scalar(ledger.title)}", "已确认: true"]
    lines += [f"确认人: {scalar(confirmed_by)}", f"确认日期: {confirmed_on}", "列:"]
    lines += [f"  {scalar(header)}: {_said(said)}" for header, said in columns.items()]
    given = [each.model_dump(by_alias=True, exclude_none=True) for each in fixed]
    lines += ["固定内容:", *(f"  - {json.dumps(each, ensure_ascii=False)}" for each in given)] if given else []
    names = list(skipped)
    lines += [f"不读的行: {json.dumps(names, ensure_ascii=False)}"] if names else []
    head = _HEAD.format(columns="、".join(column.header for column in ledger.columns))
    return "\n".join([head, *lines, ""])


def _said(said: Said) -> str:
    read_as = scalar(said.column or NOT_NEEDED)
    return read_as if said.unit is None else f"{{读作: {read_as}, 单位: {scalar(said.unit)}}}"


def scalar(text: str) -> str:
    """Return a text as YAML reads it back as that text."""
    plain: str = yaml.safe_dump(text, allow_unicode=True, width=10_000).removesuffix("\n").removesuffix("\n...")
    return plain
