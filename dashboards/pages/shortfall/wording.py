"""One sentence before everything on 未达标与预警; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from dashboards.shared.formatting import date_text, period_text
from dashboards.shared.kept import kept
from dashboards.shared.labels import COUNTED, FOLLOW_UP, LEVELS

ORDER_OF_CALLS = (
    "今年还补得上的差距大的在前（补得上的各项，离应做到的还差百分之几，加起来），其次看严重的多少；先后只为方便处理，不表示高低。"
    "“补上要做”按到 12 月 31 日止计。"
)


@kept
def describe_calls(year: int, level: str, rows: pl.DataFrame) -> str:
    """Return how many units are below standard, how deep, and for how many something can still be saved."""
    noun = COUNTED[level]
    if rows.is_empty():
        return f"{year}年，在所选范围内没有低于标准的{LEVELS[level]}。"
    severe, saved = rows.filter(pl.col("severe") > 0).height, rows.filter(pl.col("can_be_made_up") > 0)
    share, is_signal = rows.row(0, named=True)["severe_share"], rows.row(0, named=True)["severe_is_signal"]
    text = f"{year}年，{rows.height} {noun}有低于标准的事项，其中 {severe} {noun}有严重的（全区 {share:.0f}%）。"
    if not is_signal:
        text += "“严重”的太多，已经分不出先后，请按今年还补得上的多少来找。"
    if saved.is_empty():
        return f"{text}今年已经没有补得上的。"
    return f"{text}{saved.height} {noun}还有补得上的，共 {saved['can_be_made_up'].sum()} 项。"


@kept
def describe_follow_up(rows: pl.DataFrame) -> str:
    """Return how much of the list is followed up."""
    if rows.is_empty():
        return ""
    text = [f"{state} {rows.filter(pl.col('follow_state') == state).height}" for state in FOLLOW_UP]
    none, late = rows.filter(pl.col("follow_state").is_null()).height, rows.filter(pl.col("is_overdue")).height
    return f"跟进：未登记 {none}，{'，'.join(text)}；逾期 {late}。"


@kept
def describe_alerts(rules: pl.DataFrame, alerts: pl.DataFrame) -> str:
    """Return how many rules are in force and what they say."""
    known = rules.filter(pl.col("is_in_force")).height
    if not known:
        return "现在没有生效的预警规则。"
    if alerts.is_empty():
        return f"现行 {known} 条规则，在所选范围内没有预警。"
    new = alerts.filter(pl.col("is_raised")).height
    return (
        f"现行 {known} 条规则，{alerts['unit_id'].n_unique()} 个单位共 {alerts.height} 项预警：新提示 {new} 项，"
        f"持续 {alerts.height - new} 项。一期未达标不预警；连续够期数、每一期基数也够，才预警。"
    )


@kept
def describe_below(below: pl.DataFrame) -> str:
    """Return how much stays below the line, and why."""
    if below.is_empty():
        return ""
    schools = "超出一所学校一个季度可承受条数的部分，差距大的先提示"
    return f"另有 {below.height} 项在线下，不提示：{schools}。"


@kept
def describe_load(load: pl.DataFrame) -> str:
    """Return whether the budget would have been kept in the past, and what stayed below the line for it."""
    if load.is_empty():
        return "还没有结束的季度，不能回测。"
    cut = load.filter(pl.col("below_line") > 0)
    bearable = load["bearable_per_school"][0]
    start = (
        f"用过去 {load.height} 个季度回测：一所学校一个季度最多收到 {max(load['most_per_school'].to_list())} 条新提示，"
        f"可承受的是 {bearable} 条（平均每月 {bearable // 3} 条）。"
    )
    if cut.is_empty():
        return f"{start}没有一个季度超出。"
    quarters = "、".join(period_text("quarter", day) for day in cut["period_start"])
    return f"{start}{quarters}共有 {cut['below_line'].sum()} 条超出，留在线下，没有提示。"


@kept
def describe_risen(rows: pl.DataFrame) -> str:
    """Return who may be learnt from."""
    if rows.is_empty():
        return "在所选范围内，没有一年前未达标、现在达标而且没有预警的单位。"
    found = f"一年前未达标、现在达标，而且没有任何预警的单位，列 {rows.height} 个（先后不表示高低）。"
    return f"{found}可以去问问他们改了什么。"


def describe_digest(whose: str, day: dt.date, counts: Mapping[str, int], *, is_closed: bool) -> list[str]:
    """Return the sentences of a digest; nothing to report is said too."""
    text = [f"{whose}简报，截至{date_text(day)}。"]
    if not is_closed:
        text.append("这个季度还没有结束：只看已到期的要求，数字还会变。")
    if not any(counts.values()):
        return [*text, "这个季度没有要报告的事项：没有低于标准的，没有预警，没有缺报，也没有新的进步。"]
    new, going = counts["new"], counts["continuing"]
    text.append(
        f"低于标准 {new + going} 项：新增 {new} 项，持续 {going} 项。" if new + going else "没有低于标准的项目。"
    )
    text.append(f"预警 {counts['alerts']} 项，其中新提示 {counts['raised']} 项。" if counts["alerts"] else "没有预警。")
    text.append(f"未报送 {counts['not_sent']} 份次台账。" if counts["not_sent"] else "应报的台账都已收到。")
    text.append(f"值得学习的进步 {counts['risen']} 项。" if counts["risen"] else "没有可列的进步。")
    text.append(
        f"登记了跟进的 {counts['followed']} 项，其中已销号 {counts['settled']} 项、逾期 {counts['overdue']} 项。"
        if counts["followed"]
        else "还没有登记跟进。"
    )
    return text


@kept
def describe_worklist(year: int, rows: pl.DataFrame) -> str:
    """Return how long the worklist is, and how much of it is new."""
    if rows.is_empty():
        return f"{year}年，在所选范围内没有低于标准的项目。"
    new = rows.filter(pl.col("is_new")).height
    units = rows["unit_id"].n_unique()
    return f"{year}年，{units} 个单位共 {rows.height} 项低于标准：新增 {new} 项，持续 {rows.height - new} 项。"
