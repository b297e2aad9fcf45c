"""The Word template of the packs in the official style (GB/T 9704-2012), as it lies in the home for a clerk to edit.

Tags are Chinese words in double braces; a clerk changes wording, order and fonts in Word or WPS and never this file.
Page: A4, 天头 37 mm, 订口 28 mm, 版心 156 x 225 mm; 方正小标宋 二号 title, 仿宋 三号 body on 28 points,
黑体 and 楷体 headings.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from dashboards.review_packs.template_style import apply_style

NAME = "述职评议模板.docx"
FOLDER = "templates"

TABLES: dict[str, tuple[str, str, tuple[tuple[str, str, int], ...]]] = {
    "指标": (
        "二、指标完成情况",
        "本年没有适用的指标。",
        (
            ("指标", "名称", 30), ("本年", "本年", 19), ("标准", "标准", 22), ("状态", "状态", 30),
            ("上年", "上年", 18), ("分子/分母", "基数", 19), ("与同类比", "同类", 18),
        ),
    ),
    "上年问题": (
        "四、上年问题整改情况",
        "上年没有登记的问题。",
        (("编号", "编号", 22), ("来源", "来源", 16), ("类别", "类别", 20), ("问题", "问题", 50), ("期限", "期限", 22),
         ("整改结果", "结果", 26)),
    ),
    "低于标准": (
        "五、本年低于标准的事项",
        "本年没有低于已确认标准的事项。",
        (("事项", "名称", 30), ("数值", "本年", 16), ("标准", "标准", 22), ("程度", "程度", 16), ("差距", "差距", 24),
         ("起始", "起始", 22), ("还需", "还需", 26)),
    ),
}  # fmt: skip
"""List in the pack -> heading, what stands there when it is empty, and (column, field, width in mm)."""


def template_of(home: Path, name: str = NAME, make: Callable[[Path], None] | None = None) -> Path:
    """Return the home's template `name`; the shipped one, which `make` writes, is put there the first time."""
    path = home / FOLDER / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{secrets.token_hex(4)}")
        (make or write)(aside)
        aside.replace(path)
    return path


def write(path: Path) -> None:
    """Write the shipped template to `path`."""
    document = Document()
    apply_style(document, "验真码 {{ 验真码 }}　冻结编号 {{ 冻结编号 }}", "　{{ 仅供参考 }}")
    document.add_paragraph("{{ 标题 }}", style="Title")
    document.add_paragraph("{{ 所属 }}　数据截止 {{ 数据截止 }}", style="Subtitle")
    document.add_heading("一、总体情况", 1)
    _each(document, "摘要")
    _section(document, "指标")
    document.add_heading("三、图示", 1)
    document.add_paragraph("{%p for 一 in 图示 %}")
    document.add_paragraph("{{ 一.说明 }}").paragraph_format.keep_with_next = True
    picture = document.add_paragraph("{{ 一.图 }}")
    picture.paragraph_format.first_line_indent = Pt(0)
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    document.add_paragraph("{%p endfor %}")
    _section(document, "上年问题")
    _section(document, "低于标准")
    document.add_heading("六、工作数据", 1)
    _each(document, "工作数据")
    document.add_heading("七、数据说明", 1)
    _each(document, "数据说明")
    document.add_heading("附：指标口径", 1)
    document.add_paragraph("{%p for 一 in 口径 %}")
    document.add_paragraph("{{ 一.名称 }}　{{ 一.内容 }}", style="Annex")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def _each(document: Any, name: str) -> None:
    document.add_paragraph(f"{{%p for 一 in {name} %}}")
    document.add_paragraph("{{ 一 }}")
    document.add_paragraph("{%p endfor %}")


def _section(document: Any, name: str) -> None:
    heading, empty, columns = TABLES[name]
    document.add_heading(heading, 1)
    document.add_paragraph(f"{{%p if not {name} %}}")
    document.add_paragraph(empty)
    document.add_paragraph("{%p else %}")
    write_table(document, name, columns)
    document.add_paragraph("{%p endif %}")


def write_table(document: Any, name: str, columns: Sequence[tuple[str, str, int]]) -> None:
    """Add the table of list `name`: a head that every page repeats, and one line an item; columns as in `TABLES`."""
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table.rows[1].cells[0].text = f"{{%tr for 行 in {name} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for place, (title, key, width) in enumerate(columns):
        for line, text in ((0, title), (2, f"{{{{ 行.{key} }}}}")):
            cell = table.rows[line].cells[place]
            cell.paragraphs[0].style = "Cell"
            run = cell.paragraphs[0].add_run(text)
            run.bold = line == 0
        for sized in (table.columns[place], *table.columns[place].cells):
            sized.width = Mm(width)  # Word goes by the cells, WPS and LibreOffice by the columns
    _mark(table.rows[0], "w:tblHeader")
    for row in table.rows:
        _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
