"""Tell what `dangjian diff` found: as sentences and tables, or as one JSON object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.diff.build_files import BuildFile
from pipeline.diff.compare import MartChange, Row
from pipeline.diff.values import TOLD, ValueChanges
from pipeline.period import period_text
from pipeline.policy.vocabulary import vocabulary
from pipeline.terminal import console, plain_number, table

SIDE = {"numerator": "分子", "denominator": "分母"}
CHANGE = {"added": "新增", "removed": "消失", "changed": "改变"}


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two builds, as far as it is shown."""

    before: BuildFile
    after: BuildFile
    days: tuple[date, date]
    marts: list[MartChange]
    compared: int
    rows: dict[str, list[Row]]
    values: ValueChanges | None

    @property
    def is_empty(self) -> bool:
        """Whether both builds say the same, on the same day."""
        return not self.marts and self.days[0] == self.days[1]


def to_json(found: Difference) -> dict[str, Any]:
    """Return what was found as plain values, days as text left to the writer."""
    sides = zip(("before", "after"), (found.before, found.after), found.days, strict=True)
    return {
        **{side: {"build": file.name, "path": str(file.path), "as_of": day} for side, file, day in sides},
        "marts_compared": found.compared,
        "marts": [_mart_json(one, found.rows.get(one.mart, [])) for one in found.marts],
        "values": None if found.values is None else _values_json(found.values),
    }


def _mart_json(one: MartChange, rows: list[Row]) -> dict[str, Any]:
    counts = {"added": one.added, "removed": one.removed, "changed": one.changed}
    columns = {"columns_added": list(one.columns_added), "columns_removed": list(one.columns_removed)}
    return {"mart": one.mart, **counts, **columns, "rows": rows}


def _values_json(values: ValueChanges) -> dict[str, Any]:
    return {
        "changed": values.values,
        "without_changed_rows": values.without_rows,
        "shown": [_value_json(one) for one in values.first_values],
        "source_rows_changed": values.rows,
        "source_rows_shown": values.first_rows,
    }


def _value_json(one: Row) -> dict[str, Any]:
    named = ("indicator_code", "name_zh", "unit_level", "unit_id", "unit_name", "period_type", "period_start")
    sides = {
        side: None if one[missing] else {name: one[f"{name}_{side}"] for name in TOLD}
        for side, missing in (("before", "is_new"), ("after", "is_gone"))
    }
    return {**{name: one[name] for name in (*named, "breakdown")}, **sides, "rows": one["rows"]}


def print_difference(found: Difference, limit: int) -> None:
    """Print sentences and tables, up to `limit` lines a table."""
    for word, file, day in zip(("之前", "之后"), (found.before, found.after), found.days, strict=True):
        _say(f"{word}：{file.name}，数据截止 {day}")
    if found.is_empty:
        _say(f"{found.compared} 张数据表完全一样。")
        return
    if found.marts:
        _print_marts(found.marts)
    _say(f"其余 {found.compared - len(found.marts)} 张数据表没有变化。")
    if found.values is not None and found.values.values:
        _print_values(found.values, limit)
    for mart, rows in found.rows.items():
        _print_rows(next(one for one in found.marts if one.mart == mart), rows)


def _print_marts(marts: list[MartChange]) -> None:
    table(
        ("数据表", "新增行", "消失行", "改变行", "列的变化"),
        [(one.mart, str(one.added), str(one.removed), str(one.changed), _columns(one)) for one in marts],
    )


def _columns(one: MartChange) -> str:
    parts = [("多了 ", one.columns_added), ("少了 ", one.columns_removed)]
    return "；".join(word + "、".join(names) for word, names in parts if names)


def _print_values(values: ValueChanges, limit: int) -> None:
    _say(f"指标值变化 {values.values} 个{_shown(values.values, limit)}：")
    table(
        ("指标", "单位", "期间", "分项", "之前", "之后"),
        [
            (
                f"{one['indicator_code']} {one['name_zh']}",
                f"{one['unit_name']}（{one['unit_id']}）",
                period_text(one["period_type"], one["period_start"]),
                one["breakdown"] or "全部",
                "—" if one["is_new"] else _value_text(one, "before"),
                "—" if one["is_gone"] else _value_text(one, "after"),
            )
            for one in values.first_values
        ],
    )
    if values.rows:
        _say(f"这些值的来源行里，新增或消失的有 {values.rows} 行{_shown(values.rows, limit)}：")
        table(
            ("变化", "文件", "工作表", "行", "日期", "影响的指标"),
            [
                (
                    CHANGE[one["change"]],
                    one["file"],
                    one["sheet"],
                    str(one["row_number"]),
                    str(one["row_date"]),
                    one["indicators"],
                )
                for one in values.first_rows
            ],
        )
    if values.without_rows:
        _say(f"有 {values.without_rows} 个值的来源行没有增减：变的是数据截止日、名册、标准或算法。")


def _value_text(one: Row, side: str) -> str:
    value, status, top, bottom, _ = (one[f"{name}_{side}"] for name in TOLD)
    number = "" if value is None else f"{plain_number(value)}{one['measured_in']}"
    base = "" if top is None else f"（{plain_number(top)}{'' if bottom is None else '/' + plain_number(bottom)}）"
    return " ".join(part for part in (number + base, vocabulary().statuses[status]) if part)


def _print_rows(change: MartChange, rows: list[Row]) -> None:
    total = change.added + change.removed + change.changed
    _say(f"{change.mart} 有变化的行{_shown(total, len(rows))}：")
    table(("变化", "行", "之前 → 之后"), [_row_text(change, row) for row in rows])


def _row_text(change: MartChange, row: Row) -> tuple[str, str, str]:
    cells = {name: value for name, value in row.items() if name not in ("change", "columns") and value is not None}
    differs = "；".join(f"{name}：{_cell(old)} → {_cell(new)}" for name, (old, new) in row.get("columns", {}).items())
    return CHANGE[row["change"]], "，".join(f"{name}={_cell(value)}" for name, value in cells.items()), differs


def _cell(value: Any) -> str:
    return plain_number(value) if isinstance(value, float) else "空" if value is None else str(value)


def _shown(total: int, limit: int) -> str:
    return f"，列出前 {limit} 个" if total > limit else ""


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False)
