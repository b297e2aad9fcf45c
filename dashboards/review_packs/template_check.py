"""Whether a template that somebody edited can be filled; if not, where it is broken and why, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx import Document
from jinja2 import UndefinedError

from ingest.errors import UserError

_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(?:p|tr|tc|r)?(.*?)%\}", re.DOTALL)
_LOOP = re.compile(r"^\s*for\s+(\w+)\s+in\s+(\w+)\s*$")
_ORDERS = ("for", "endfor", "if", "elif", "else", "endif")
_MEND = "请在 Word 或 WPS 里改好；改不好时，把这个文件改名移走，系统会重新放一份原样的模板。"


def refused(template: Path, known: dict[str, Any], error: Exception) -> UserError:
    """Return the refusal of a template that could not be filled with `known` (tag -> what it stands for)."""
    return UserError(_what_is_wrong(template, known, error))


def _what_is_wrong(template: Path, known: dict[str, Any], error: Exception) -> str:
    try:
        document = Document(str(template))
    except Exception:
        return f"模板“{template.name}”打不开，它不是 .docx 文件或者已经损坏。{_MEND}"
    for place, text in _places(document):
        fault = _fault(text, known)
        if fault:
            return f"模板“{template.name}”{place}“{_short(text)}”：{fault}{_MEND}"
    outside = "“行”和“一”只能写在 for 和 endfor 之间" if isinstance(error, UndefinedError) else ""
    reason = lost_line(document) or _unbalanced(document) or outside or f"标记排得不对（{error}）"
    return f"模板“{template.name}”不能填写：{reason}。{_MEND}"


def lost_line(document: Any) -> str:
    """Return which table lists its rows over nothing: filled, it would be a heading without rows, and no warning."""
    for number, table in enumerate(document.tables, 1):
        row_texts = ["".join(cell.text for cell in row.cells).strip() for row in table.rows]
        for line, (one, following) in enumerate(pairwise(row_texts), 1):
            if one.startswith("{%tr for") and following.startswith("{%tr endfor"):
                return f"第 {number} 个表格第 {line} 行下面缺少要逐行填写的那一行"
    return ""


def _places(document: Any) -> Iterator[tuple[str, str]]:
    for number, paragraph in enumerate(document.paragraphs, 1):
        yield f"第 {number} 段", paragraph.text
    for number, table in enumerate(document.tables, 1):
        for line, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row.cells, 1):
                yield f"第 {number} 个表格第 {line} 行第 {column} 列", cell.text
    for section in document.sections:
        for name, part in (("页眉", section.header), ("页脚", section.footer)):
            for paragraph in part.paragraphs:
                yield name, paragraph.text


def _fault(text: str, known: dict[str, Any]) -> str:
    """Return what is wrong with the tags of one paragraph, or nothing."""
    bare = _TAG.sub("", text)
    lone = next((mark for mark in ("{{", "}}", "{%", "%}") if mark in bare), None)
    if lone:
        return f"“{lone}”没有配对，标记要写成 {{{{ 名称 }}}}。"
    found = (
        _name_fault(name.strip(), known) or _order_fault(order.strip(), known) for name, order in _TAG.findall(text)
    )
    return next(filter(None, found), "")


def _name_fault(name: str, known: dict[str, Any]) -> str:
    """Return what is wrong with the name in `{{ name }}`, or nothing."""
    if not name or _is_known(name, known):
        return ""
    return f"不认识“{name}”，可以用的有：{'、'.join(known)}；表格里还可以用：{'、'.join(sorted(_fields(known)))}。"


def _order_fault(order: str, known: dict[str, Any]) -> str:
    """Return what is wrong with the order in `{% order %}`, or nothing."""
    word = next(iter(order.split()), "")
    if word and word not in _ORDERS:
        return f"不认识“{word}”，可以用的有：{'、'.join(_ORDERS)}。"
    loop = _LOOP.match(order)
    if word != "for" or (loop and isinstance(known.get(loop[2]), list)):
        return ""
    lists = [name for name, value in known.items() if isinstance(value, list)]
    return f"“{order}”不能逐个列出，可以列出的有：{'、'.join(lists)}。"


def _fields(known: dict[str, Any]) -> set[str]:
    rows = (value[0] for value in known.values() if isinstance(value, list) and value and isinstance(value[0], dict))
    return {field for row in rows for field in row} | {
        "名称",
        "本年",
        "标准",
        "状态",
        "上年",
        "基数",
        "同类",
        "程度",
        "差距",
        "起始",
        "还需",
        "编号",
        "来源",
        "类别",
        "问题",
        "期限",
        "结果",
        "内容",
        "空白",
    }


def _is_known(name: str, known: dict[str, Any]) -> bool:
    first, _, rest = name.partition(".")
    if first in ("一", "行"):
        return not rest or rest in _fields(known)
    return first in known and not rest


def _unbalanced(document: Any) -> str:
    """Return which start has no end, or which end no start; paragraphs, each table, head and foot are by themselves."""
    opened: dict[str, list[tuple[str, str, str]]] = {}
    for place, text, word in _orders(document):
        within = opened.setdefault(re.sub(r"第 \d+ (段|行.*)$", "", place), [])
        begins = word.removeprefix("end")
        if word in ("for", "if"):
            within.append((word, place, text))
        elif begins != word and (not within or within.pop()[0] != begins):
            return f"{place}“{_short(text)}”前面没有对应的开始标记（{begins}）"
    left = [one for stack in opened.values() for one in stack]
    return f"{left[0][1]}“{_short(left[0][2])}”后面没有对应的结束标记（end{left[0][0]}）" if left else ""


def _orders(document: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the text and the first word of every `{% … %}`."""
    for place, text in _places(document):
        for _, order in _TAG.findall(text):
            for word in order.split()[:1]:
                yield place, text, word


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
