"""The sentences of the page 数据报送 and 数据质量; pure."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.wording import column_sum
from pipeline.backup.record import BackupRecord

PAIRS = "两行并排，只为核对：写得像不等于照搬。另一行属于您看不到的单位时，只说有这样一行。"


@kept
def describe_flags(rows: pl.DataFrame) -> str:
    """Return how much is to be looked at, and that it changes no value."""
    text = f"共标出 {column_sum(rows, 'flagged')} 行。" if rows.height else "没有需要核实的记录。"
    return text + "需核实只提示去看一看：不改变任何数值，也不进任何得分。"


@kept
def describe_matrix(frame: pl.DataFrame) -> str:
    """Return how many organisations have ledgers missing."""
    missing = frame.filter(pl.col("state") == "missing")
    years = "、".join(f"{year}年" for year in frame["month"].dt.year().unique().sort())
    return (
        f"{years}：列出 {frame['unit_id'].n_unique()} 个党组织（欠报多的在前，最多60个）："
        f"{missing['unit_id'].n_unique()} 个有缺报，共 {missing.height} 个月次。"
    )


@kept
def describe_quality(failed: pl.DataFrame, returned: pl.DataFrame) -> str:
    """Return how much failed and came back."""
    if failed.is_empty() and returned.is_empty():
        return "没有未通过的校验，也没有退回的行。"
    return f"{failed.height} 项校验有不符，共 {failed['failed'].sum()} 行次；退回 {returned.height} 行，改好重传即可。"


def describe_backup(record: BackupRecord, now: dt.datetime) -> str:
    """Return when the last good backup was made and where it lies, and why a later one was not."""
    failed = f"最近一次备份没有做成：{record.failure}" if record.failure else ""
    age = record.age(now)
    if record.good_at is None or age is None:
        return failed or "还没有备份过。请让装系统的人备份一次，做法见说明“备份、恢复、检查、自检”。"
    days = max(age.days, 0)
    when = "今天" if days == 0 else f"{days} 天前"
    made = dt.datetime.fromisoformat(record.good_at).astimezone()
    good = f"上次完好的备份：{when}（{made:%Y-%m-%d %H:%M}），在 {record.file}。"
    return good + (failed or ("太久了，请再备份一次。" if record.is_old(now) else ""))


@kept
def describe_asked(ledgers: pl.DataFrame) -> str:
    """Return how many ledgers the viewer's units are asked for."""
    if ledgers.is_empty():
        return "没有向你和下属单位要的台账。"
    return f"向你和下属单位要 {ledgers.height} 本台账；不在表里的不用报，也不会记作未报送。"
