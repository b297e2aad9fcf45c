"""One sentence before every board: what stands where, in numbers; pure."""

from __future__ import annotations

import polars as pl

from dashboards.components.plain import plain
from dashboards.standard_tables import when
from dashboards.theme import ACCEPTANCE, BANDS, LEVELS, TASK_STATES
from dashboards.warehouse import Row
from dashboards.words import number

_NOUN = {"branch": "个支部", "school": "所学校"}
_SIGN = {">=": "不低于", "<=": "不高于"}


def _sum(frame: pl.DataFrame, name: str) -> int:
    return int(frame[name].sum()) if frame.height else 0


def of_tasks(year: int, fields: pl.DataFrame) -> str:
    """Return how far the year's tasks are."""
    if fields.is_empty():
        return f"{year}年在所选范围内没有要点任务。"
    said = "，".join(f"{style.word} {_sum(fields, name)}" for name, style in TASK_STATES.items())
    early = (
        "（按时完成里有提前完成的）" if _sum(fields, "tasks") > _sum(fields, "due") + _sum(fields, "to_come") else ""
    )
    return (
        f"{year}年 {fields.height} 个领域，共 {_sum(fields, 'tasks')} 项次任务：{said}；"
        f"完成时限已到的 {_sum(fields, 'due')} 项次{early}。"
    )


def of_acceptance(year: int, board: pl.DataFrame) -> str:
    """Return how much of the year's plan is accepted."""
    if board.is_empty():
        return f"{year}年在所选范围内没有标准化建设记录。"
    said = "，".join(
        f"{style.word} {board.filter(pl.col('state') == state).height}" for state, style in ACCEPTANCE.items()
    )
    return f"{year}年有记录的党组织 {board.height} 个：{said}。"


def of_items(grid: pl.DataFrame, board: pl.DataFrame) -> str:
    """Return what the grid of items shows."""
    drawn, all_of_them = grid["org_code"].n_unique(), board.height
    cut = f"图中列需要关注的 {drawn} 个，全部见表。" if drawn < all_of_them else ""
    return f"每格是“得分/满分”，底色是验收结论；计划内尚未达标的排在前面。{cut}"


def of_changed(changed: pl.DataFrame) -> str:
    """Return how many units change their state under the standard that is tried."""
    if changed.is_empty():
        return "没有单位的状态会改变；改一改上面的标准再看。"
    return f"{changed.height} 个单位的状态会改变。"


def of_deadlines(within: int, rows: pl.DataFrame) -> str:
    """Return what ends soon and what is over."""
    over = rows.filter(pl.col("days_left") < 0).height
    terms = rows.filter((pl.col("kind") == "换届") & (pl.col("days_left") >= 0)).height
    effects = rows.filter(pl.col("kind") == "影响期").height
    said = f"今后 {within} 天内：换届 {terms} 个"
    if effects:
        said += f"，影响期届满 {effects} 人次"
    return f"{said}。届满还没有换届的 {over} 个。"


def of_stages(stages: pl.DataFrame) -> str:
    """Return how many candidates are on their way, and how many steps are overdue."""
    if not _sum(stages, "candidates"):
        return "在所选范围内没有正在发展的对象。"
    said = "，".join(f"{plain(row['stage'])} {row['candidates']}" for row in stages.to_dicts())
    return (
        f"正在发展 {_sum(stages, 'candidates')} 人：{said}。"
        f"{_sum(stages, 'candidates_overdue')} 人有逾期程序，共 {_sum(stages, 'overdue')} 项。"
    )


def of_bands(year: int, level: str, rows: pl.DataFrame) -> str:
    """Return how many pledges fell into each band."""
    if rows.is_empty():
        return f"{year}年在所选范围内没有责任书考核得分。"
    said = "，".join(f"{BANDS[name].word} {_sum(rows, name)}" for name in list(BANDS)[::-1])
    shared = "；联合党支部在各成员校都计入" if level == "school" else ""
    return f"{year}年 {rows.height} 个{LEVELS[level]}，已考核 {_sum(rows, 'scored')} 份：{said}{shared}。"


def of_flags(rows: pl.DataFrame) -> str:
    """Return how much is to be looked at; and that it counts for nothing."""
    said = f"共标出 {_sum(rows, 'flagged')} 行。" if rows.height else "没有需要核实的记录。"
    return said + "需核实只提示去看一看：不改变任何数值，也不进任何得分。"


def of_trial(row: Row, threshold: float, hours: float | None, counts: pl.DataFrame) -> str:
    """Return how many branches and schools another threshold would move, in each direction."""
    sign, unit = _SIGN[str(row["comparison"])], str(row["unit"])
    asked = f"{plain(row['name_zh'])}{sign}{plain(number(threshold, unit))}"
    if hours is not None:
        asked = f"每人 {hours:g} 学时算达标，{asked}"
    whole = counts.filter(pl.col("is_whole")).to_dicts() if counts.height else []
    if not whole:
        return f"试算“{asked}”：没有可以试算的数值。"
    untouched = (threshold, hours) == (row["standard"], row["hours_threshold"])
    if untouched and not any(one["worse"] or one["better"] for one in whole):
        now = "，".join(f"{one['units']} {_NOUN[one['unit_level']]}里达标 {one['met_before']} 个" for one in whole)
        return f"现行标准“{asked}”：{now}。改动上面的数，看另一个标准会让多少单位变为达标或未达标。"
    said = [
        f"{one['units']} {_NOUN[one['unit_level']]}里，变为未达标 **{one['worse']}** 个，"
        f"变为达标 **{one['better']}** 个（达标由 {one['met_before']} 变为 {one['met_after']}）"
        for one in whole
    ]
    return f"试算“{asked}”：" + "；".join(said) + "。"


def of_change(row: Row) -> str:
    """Return what one change of a standard did, in the viewer's own units."""
    name = plain(row["standard"]) + (f"（{plain(row['name_zh'])}）" if row["name_zh"] else "")
    before, after = (plain(_cut(str(row[side] or "无"))) for side in ("before_text", "after_text"))
    said = f"**{when(row['changed_at'])}**　{name}：{before} → {after}"  # type: ignore[arg-type]
    moved = [
        f"{row[names]} {_NOUN[level]}状态改变"
        f"（变为未达标或滞后 {row[f'worse_{names}']}，变为达标或正常 {row[f'better_{names}']}）"
        for level, names in (("branch", "branches"), ("school", "schools"))
        if row[names]
    ]
    said += "。" + ("；".join(moved) + "。" if moved else "没有单位因此改变状态。")
    if row["ledgers_changed"]:
        said += "这次更新同时收进了新的台账或换了数据截止日，状态的变化不全是标准引起的。"
    return said


def of_changes(changes: int, moving: int, told: int) -> str:
    """Return how many changes there were, and how many of them moved anything."""
    more = f"，上面写最近 {told} 次" if moving > told else ""
    return f"有记录的变更 {changes} 次，其中 {moving} 次改变了单位的状态{more}；全部见下表。"


def _cut(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
