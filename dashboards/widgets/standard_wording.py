"""The sentences about a standard: one version, one change and what it did, one trial; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import moment_text
from dashboards.shared.kept import kept
from dashboards.shared.labels import COUNTED
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import Row

_SIGN = {">=": "不低于", "<=": "不高于"}


def describe_version(row: Row) -> str:
    """Return one version in words: from when to when, what, who confirmed it, on what grounds."""
    until = f"至 {moment_text(row['valid_to'])}" if row["valid_to"] else "起"
    who = f"由{escaped(row['confirmed_by'])}确认" if row["confirmed_by"] else "未确认"
    since = moment_text(row["valid_from"])
    sentence = f"{since}{until}　**{escaped(row['text'] or '—')}**　{'启用' if row['is_active'] else '未启用'}，{who}"
    sentence += f"　依据：{escaped(row['source'])}" if row["source"] else ""
    return sentence if row["is_active"] and row["confirmed_by"] else f":gray[{sentence}]"


@kept
def describe_trial(row: Row, threshold: float, hours: float | None, counts: pl.DataFrame) -> str:
    """Return how many branches and schools another threshold would move, in each direction."""
    sign, unit, year = _SIGN[str(row["comparison"])], str(row["unit"]), f"{row['year']}年"
    asked = f"{escaped(row['name_zh'])}{sign}{threshold:g}{escaped(unit)}"
    if hours is not None:
        asked = f"每人 {hours:g} 学时算达标，{asked}"
    whole = counts.filter(pl.col("is_whole")).to_dicts() if counts.height else []
    if not whole:
        return f"{year}试算“{asked}”：没有可以试算的数值。"
    untouched = (threshold, hours) == (row["standard"], row["hours_threshold"])
    if untouched and not any(one["worse"] or one["better"] for one in whole):
        now = "，".join(f"{one['units']} {COUNTED[one['unit_level']]}里达标 {one['met_before']} 个" for one in whole)
        return f"{year}现行标准“{asked}”：{now}。改动上面的数，看另一个标准会让多少单位变为达标或未达标。"
    sentence = [
        f"{one['units']} {COUNTED[one['unit_level']]}里，变为未达标 **{one['worse']}** 个，"
        f"变为达标 **{one['better']}** 个（达标由 {one['met_before']} 变为 {one['met_after']}）"
        for one in whole
    ]
    return f"{year}试算“{asked}”：" + "；".join(sentence) + "。"


def describe_change(row: Row) -> str:
    """Return what one change of a standard did, in the viewer's own units."""
    name = escaped(row["standard"]) + (f"（{escaped(row['name_zh'])}）" if row["name_zh"] else "")
    before, after = (escaped(_cut(str(row[side] or "无"))) for side in ("before_text", "after_text"))
    sentence = f"**{moment_text(row['changed_at'])}**　{name}：{before} → {after}"
    moved = [
        f"{row[names]} {COUNTED[level]}状态改变"
        f"（变为未达标或滞后 {row[f'worse_{names}']}，变为达标或正常 {row[f'better_{names}']}）"
        for level, names in (("branch", "branches"), ("school", "schools"))
        if row[names]
    ]
    sentence += "。" + ("；".join(moved) + "。" if moved else "没有单位因此改变状态。")
    if row["ledgers_changed"]:
        sentence += "这次更新同时收进了新的台账或换了数据截止日，状态的变化不全是标准引起的。"
    return sentence


def _cut(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
