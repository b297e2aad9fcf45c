"""Thirty Word documents as branches keep them, registers and minutes, each with what is true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest.text.chinese import normalise

NAMES = {
    "永安小学党支部": "010101",
    "中共云岭区永安小学支部委员会": "010101",
    "一中党总支": "010102",
    "一中第一党支部": "01010201",
}
TYPES = {
    "支部党员大会": "支部党员大会", "党员大会": "支部党员大会", "支部委员会": "支委会", "支委会": "支委会",
    "上党课": "党课", "党课": "党课", "主题党日活动": "主题党日", "主题党日": "主题党日",
}  # fmt: skip
TOPICS = (
    "学习两会精神",
    "讨论发展党员",
    "学习《纪律处分条例》",
    "研究“七一”活动",
    "书记讲党课：做合格党员",
    "清明祭扫，缅怀先烈",
)
DAYS = (
    "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month:02}.{0.day:02}", "{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日下午", "{0.year}年{0.month}月{0.day}日（星期五）14:30",
)  # fmt: skip
FIELDS = ("org_code", "held_on", "activity_type", "topic", "expected", "attended")

Row = tuple[str, date, str, str, int, int]


@dataclass
class Messy:
    """A document and what it says; `void` counts its rows that are struck out or name no day."""

    path: Path
    rows: list[Row] = field(default_factory=list)
    void: int = 0


@dataclass
class Meeting:
    """A meeting in the words of its branch, and in those of the ledger."""

    said: dict[str, str]
    row: Row


class Clerk:
    """One clerk with habits of her own: how she writes days and numbers, and what she calls the columns."""

    def __init__(self, seed: int) -> None:
        self.rng, self.seed = Random(seed), seed
        self.day = self.rng.choice(DAYS)
        self.number = self.rng.choice(["{}", "{}人", " {} "])
        self.labels = {
            "org": self.rng.choice(["党支部", "支部名称", "党 支 部", "所在支部"]),
            "day": self.rng.choice(["会议时间", "时　间", "召开日期", "活动时间"]),
            "type": self.rng.choice(["会议类型", "活动类别", "组织生活类型"]),
            "topic": self.rng.choice(["会议主题", "活动主题", "议题"]),
            "due": self.rng.choice(["应到人数", "应到", "应到\n人数", "应参加人数"]),
            "there": self.rng.choice(["实到人数", "实到", "实到\n人数", "实际参加人数"]),
        }
        self.start = date(2025, 1, 1) + timedelta(days=seed % 60)

    def meetings(self, count: int, name: str | None = None) -> list[Meeting]:
        found = []
        for number in range(count):
            org = name or self.rng.choice([*NAMES])
            kind, topic = self.rng.choice([*TYPES]), f"{self.rng.choice(TOPICS)}（{self.seed}之{number + 1}）"
            day = self.start + timedelta(days=11 * number + self.rng.randrange(9))
            due = self.rng.randint(5, 40)
            there = due - self.rng.randrange(4)
            said = {"org": org, "day": self.day.format(day), "type": kind, "topic": topic,
                    "due": self.number.format(due), "there": self.number.format(there)}  # fmt: skip
            found.append(Meeting(said, (NAMES[org], day, TYPES[kind], normalise(topic), due, there)))
        return found

    def line(self, meeting: Meeting, columns: Sequence[str]) -> list[str]:
        return [meeting.said.get(column, "") for column in columns]


COLUMNS = ("no", "org", "day", "type", "topic", "due", "there", "remark")


def documents(folder: Path) -> list[Messy]:
    """Write the documents and return them."""
    makers = [*REGISTERS, *MINUTES]
    found = []
    for number in range(30):
        make = makers[number % len(makers)]
        messy = Messy(folder / f"{number:02}_{make.__name__}.docx")
        document = Document()
        make(document, Clerk(1000 + number), messy)
        document.save(str(messy.path))
        found.append(messy)
    return found


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table._tbl.tr_lst, rows, strict=True):
        for cell, text in zip(row.tc_lst, texts, strict=False):
            cell.p_lst[0].add_r().text = text  # a line break in the text becomes one in the cell
    return table


def header(clerk: Clerk) -> list[str]:
    return ["序号", *(clerk.labels[column] for column in COLUMNS[1:-1]), "备注"]


def lines(clerk: Clerk, meetings: Sequence[Meeting]) -> list[list[str]]:
    return [[str(number), *clerk.line(each, COLUMNS[1:])] for number, each in enumerate(meetings, 1)]


def keep(messy: Messy, meetings: Sequence[Meeting]) -> None:
    messy.rows += [meeting.row for meeting in meetings]


def register_with_totals_and_signatures(document: Any, clerk: Clerk, messy: Messy) -> None:
    document.add_heading("2025年组织生活登记表", 1)
    meetings = clerk.meetings(8)
    total = ["合计", "", "", "", "", str(sum(each.row[4] for each in meetings)), "", ""]
    add_table(document, [header(clerk), *lines(clerk, meetings), total, ["填表人：王某", *[""] * 7]])
    document.add_paragraph("审核人：          日期：2025年12月31日")
    keep(messy, meetings)


def register_with_the_branch_merged_down(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(6, "永安小学党支部")
    table = add_table(document, [header(clerk), *lines(clerk, meetings)])
    for row in range(2, 7):
        table.cell(row, 1).text = ""
    table.cell(1, 1).merge(table.cell(6, 1))
    keep(messy, meetings)


def register_with_a_header_on_two_rows(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(6)
    upper = header(clerk)
    upper[5], upper[6] = "参加人数", ""
    lower = ["", "", "", "", "", "应到人数", "实到人数", ""]
    table = add_table(document, [upper, lower, *lines(clerk, meetings)])
    table.cell(0, 5).merge(table.cell(0, 6))
    for column in (0, 1, 2, 3, 4, 7):
        table.cell(0, column).merge(table.cell(1, column))
    keep(messy, meetings)


def register_that_goes_on_without_its_header(document: Any, clerk: Clerk, messy: Messy) -> None:
    document.add_paragraph("二〇二五年组织生活台账")
    meetings = clerk.meetings(9)
    rows = lines(clerk, meetings)
    add_table(document, [header(clerk), *rows[:5]])
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    add_table(document, rows[5:])
    keep(messy, meetings)


def register_whose_header_is_repeated(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(8)
    rows = lines(clerk, meetings)
    add_table(document, [header(clerk), *rows[:4], header(clerk), *rows[4:]])
    keep(messy, meetings)


def register_beside_other_tables(document: Any, clerk: Clerk, messy: Messy) -> None:
    add_table(document, [["栏目", "负责人", "电话"], ["宣传", "李某", "0571-1"]])
    document.add_paragraph("下面是本年度的组织生活")
    meetings = clerk.meetings(5)
    add_table(document, [header(clerk), *lines(clerk, meetings)])
    document.add_paragraph("附：学习资料")
    add_table(document, [["书名", "册数"], ["条例", "20"]])
    keep(messy, meetings)


def register_with_a_line_struck_out(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(6)
    table = add_table(document, [header(clerk), *lines(clerk, meetings)])
    for cell in table.rows[3].cells:
        for run in cell.paragraphs[0].runs:
            run.font.strike = True
    messy.void = 1
    keep(messy, [each for place, each in enumerate(meetings) if place != 2])


def register_with_borders_that_drifted(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(6)
    table = add_table(document, [header(clerk), *lines(clerk, meetings)])
    grid = table._tbl.tblGrid
    for _ in range(2):
        extra = OxmlElement("w:gridCol")
        extra.set(qn("w:w"), "120")
        grid.append(extra)
    for number, row in enumerate(table._tbl.tr_lst):
        wide = 2 if number % 2 else 4
        row.tc_lst[wide].get_or_add_tcPr().get_or_add_gridSpan().set(qn("w:val"), "2")
        row.tc_lst[7].get_or_add_tcPr().get_or_add_gridSpan().set(qn("w:val"), "2")
    keep(messy, meetings)


def register_with_revisions_and_broken_runs(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(5)
    table = add_table(document, [header(clerk), *lines(clerk, meetings)])
    for row in table._tbl.tr_lst[1:]:
        paragraph = row.tc_lst[4].p_lst[0]
        text = "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
        for run in list(paragraph.r_lst):
            paragraph.remove(run)
        for part in (text[:2], text[2:]):
            paragraph.add_r().text = part
        deleted, run, gone = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
        gone.text = "旧题目"
        run.append(gone)
        deleted.append(run)
        paragraph.append(deleted)
    keep(messy, meetings)


def register_with_days_that_are_none(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(5)
    meetings[1].said["day"], meetings[3].said["day"] = "2025年2月30日", "三月中旬"
    add_table(document, [header(clerk), *lines(clerk, meetings)])
    messy.void = 2
    keep(messy, [meetings[place] for place in (0, 2, 4)])


def register_in_a_content_control(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(4)
    table = add_table(document, [header(clerk), *lines(clerk, meetings)])
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    table._tbl.addprevious(control)
    control.append(content)
    content.append(table._tbl)
    keep(messy, meetings)


def register_with_the_branch_above(document: Any, clerk: Clerk, messy: Messy) -> None:
    document.add_heading("组织生活登记", 1)
    document.add_paragraph("填报单位：一中第一党支部            填报日期：2025年12月30日")
    meetings = clerk.meetings(7, "一中第一党支部")
    columns = ("day", "type", "topic", "due", "there")
    head = [clerk.labels[column] for column in columns]
    add_table(document, [head, *(clerk.line(each, columns) for each in meetings)])
    keep(messy, meetings)


def form_rows(clerk: Clerk, meeting: Meeting, mark: str = "") -> list[list[str]]:
    label = {name: text + mark for name, text in clerk.labels.items()}
    said = meeting.said
    return [
        [label["org"], said["org"], label["day"], said["day"]],
        [label["type"], said["type"], "地点", "三楼会议室"],
        ["主持人", "", "记录人", "王某"],
        [label["due"], said["due"], label["there"], said["there"]],
        [label["topic"], said["topic"], "", ""],
        ["会议内容", "一、传达文件。\n二、时间：半小时；人人发言。\n三、表决通过。", "", ""],
    ]


def minutes_of_one_meeting(document: Any, clerk: Clerk, messy: Messy) -> None:
    document.add_heading("会议记录", 1)
    meetings = clerk.meetings(1)
    table = add_table(document, form_rows(clerk, meetings[0]))
    for row in (4, 5):
        table.cell(row, 1).merge(table.cell(row, 3))
    keep(messy, meetings)


def minutes_a_page_each(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(4)
    for meeting in meetings:
        document.add_heading("党支部会议记录", 1)
        table = add_table(document, form_rows(clerk, meeting, "："))
        table.cell(4, 1).merge(table.cell(4, 3))
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    keep(messy, meetings)


def minutes_one_below_the_other(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(3)
    rows = [row for meeting in meetings for row in [["会议记录", "", "", ""], *form_rows(clerk, meeting)]]
    table = add_table(document, rows)
    for start in range(0, len(rows), 7):
        table.cell(start, 0).merge(table.cell(start, 3))
    keep(messy, meetings)


def minutes_in_lines(document: Any, clerk: Clerk, messy: Messy) -> None:
    meetings = clerk.meetings(3)
    for meeting in meetings:
        document.add_heading("会议记录", 1)
        for column in ("org", "day", "type", "topic"):
            document.add_paragraph(f"{clerk.labels[column]}：{meeting.said[column]}")
        document.add_paragraph(f"应到人数：{meeting.said['due'].strip()}    实到人数：{meeting.said['there'].strip()}")
        document.add_paragraph("会议内容：支部书记传达了上级文件，与会人员进行了讨论。")
    keep(messy, meetings)


def minutes_whose_title_says_the_type(document: Any, clerk: Clerk, messy: Messy) -> None:
    for place, (kind, title) in enumerate((("主题党日", "主题党日活动记录"), ("党课", "党课记录"))):
        meeting = clerk.meetings(2)[place]
        org, day, _, *rest = meeting.row
        meeting.row = (org, day, kind, *rest)  # type: ignore[assignment]
        document.add_heading(title, 1)
        rows = form_rows(clerk, meeting)
        rows[1] = ["地点", "三楼会议室", "列席", ""]
        add_table(document, rows)
        keep(messy, [meeting])


def minutes_in_two_columns(document: Any, clerk: Clerk, messy: Messy) -> None:
    document.add_paragraph("党支部：一中党总支")
    meetings = clerk.meetings(2, "一中党总支")
    for meeting in meetings:
        document.add_paragraph("记录表")
        rows = [[clerk.labels[column], meeting.said[column]] for column in COLUMNS[1:-1]]
        add_table(document, [*rows, ["会议内容", "略"], ["签字", ""]])
    keep(messy, meetings)


Maker = Callable[[Any, Clerk, Messy], None]
REGISTERS: list[Maker] = [
    register_with_totals_and_signatures, register_with_the_branch_merged_down, register_with_a_header_on_two_rows,
    register_that_goes_on_without_its_header, register_whose_header_is_repeated, register_beside_other_tables,
    register_with_a_line_struck_out, register_with_borders_that_drifted, register_with_revisions_and_broken_runs,
    register_with_days_that_are_none, register_in_a_content_control, register_with_the_branch_above,
]  # fmt: skip
MINUTES: list[Maker] = [
    minutes_of_one_meeting, minutes_a_page_each, minutes_one_below_the_other, minutes_in_lines, minutes_in_two_columns,
    minutes_whose_title_says_the_type,
]  # fmt: skip
