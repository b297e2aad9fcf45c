"""The sentences of the page 减负对照; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import date_text
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import Row
from dashboards.shared.wording import column_sum

RULES = (
    "每条先是文件的要求，再是本区现在的做法和涉及的指标、规则。标为“有争议”的，区里确认以前只列数值，不作判断；"
    "逐项的依据在“口径与方法”的“政策状态”里。"
)
HOW = (
    "怎么看出来的：用处是按系统的计算程序逐列查的，没有任何指标、页面、工作数据或材料读它的，才写“没有用到”（收件时核对格式的不算用处）；"
    "重复问是按台账定义比的：列名、填法相同，又都用来认单位、认人或认行；“可推算”和意思上的重复由人判断，"
    "写在标准表“可以不要的列”里，有依据、有日期，区里确认以前只供参考。"
)
LINES = (
    "行数是现在有效、日期在这一年的台账行；一个月一列横着排的表，一行算一行。没有报过的按 0 行算在中位数里；"
    "花名册和登记表不分年度，不在内。"
    "只列中位数和最多，不列是谁，也不排先后。"
)
SWITCHING = (
    "不再要的台账和列，由区级管理员写进停报名单：停哪一本、哪一列，从哪一天起，谁决定的，为什么（写法见说明书“少要一点”）。"
    "下次建库起："
    "空白模板里没有它，报送日历不再要它，靠它的指标在停报期间是“不适用”，不会记作未报送；"
    "仍然报来的行照常入库，一行不丢，恢复以后照样能用。"
)
_FEW = 3
NOTHING_OFF = "现在没有停报的台账和列。"


def describe_ledgers(rows: pl.DataFrame) -> str:
    """Return how many columns are asked for, how many twice or needlessly, and how many are used for nothing."""
    if rows.is_empty():
        return "没有向所选单位要的台账。"
    total, unused, telling = (column_sum(rows, name) for name in ("total", "unused", "telling"))
    return (
        f"{rows.height} 本台账，共 {total} 列，其中必填 {column_sum(rows, 'required')} 列；"
        f"用于已确认指标的 {column_sum(rows, 'judging')} 列，没有用到的 {unused} 列，只用来认行认人的 {telling} 列；"
        f"别的台账也问的 {column_sum(rows, 'asked_twice')} 列，可以推算的 {column_sum(rows, 'derivable')} 列；"
        f"已经停报的 {column_sum(rows, 'switched_off')} 列。"
    )


def describe_typed(year: int, rows: pl.DataFrame, asked: str, own: str) -> str:
    """Return how many lines were typed in all by the viewer's organisations, what is usual, and the most."""
    if rows.is_empty():
        return f"{year}年在所选范围内没有要填台账的{asked}。"
    first = rows.row(0, named=True)
    usual = f"一个{asked}一年填的行数，中位数 {first['median_lines']:.0f} 行，最多 {first['most_lines']} 行"
    told = f"{year}年全区 {first['organisations']} 个{asked}：{usual}。"
    if first["own_organisations"] == 1:
        return f"{told}{escaped(own)}填了 {first['lines']} 行。"
    return f"{told}所辖 {first['own_organisations']} 个{asked}共填了 {first['lines']} 行。"


def describe_off(row: Row) -> str:
    """Return since when and why something is asked for no longer."""
    what = f"**{escaped(row['ledger_title'])}**" + (
        f"的“{escaped(row['column_header'])}”列" if row["column_id"] else ""
    )
    until = f"至 {date_text(row['valid_to'])}" if row["valid_to"] else "起"
    state = "停报" if row["is_off"] else "（现在不在停报期）"
    why = f"{escaped(row['decided_by'])}决定。{escaped(row['reason'])}"
    return f"{what}：{date_text(row['valid_from'])}{until}{state}，{why}"


def describe_rule(rows: list[Row]) -> str:
    """Return a rule with its document, and what is done here."""
    rule = rows[0]
    state = f"；{escaped(rule['confirmed_by'])}已核对原文" if rule["confirmed"] else ""
    names = [escaped(row["name_zh"]) for row in rows if row["kind"]]
    touched = f"涉及{'、'.join(names[:_FEW])}{f'等 {len(names)} 项' if len(names) > _FEW else ''}。" if names else ""
    return (
        f"**{escaped(rule['asks'])}**　{escaped(rule['document'])}（{escaped(rule['source'])}{state}）\n\n"
        f"本区：{escaped(rule['practice'])}。{touched}"
    )
