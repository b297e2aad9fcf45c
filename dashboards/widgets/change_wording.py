"""比去年: how far a value moved, in 百分点 or its own unit, or why the two years are not compared; pure."""

from __future__ import annotations

from collections.abc import Mapping

from dashboards.shared.formatting import number
from dashboards.shared.labels import COURSES

REASONS: Mapping[str, str] = {
    "hidden": "人数较少，不比",
    "no_value": "本期没有数值，不比",
    "no_value_before": "去年没有数值，不比",
    "few_reported": "报送太少，不比",
    "redefined": "口径有变，不比",
    "open": "没有去年同日的数，不比",
}


def describe_change(row: Mapping[str, object]) -> str:
    """Return 比去年 ↑ 3.2 个百分点，好转 as coloured Markdown; colour follows the direction of the indicator alone."""
    change, unit = row["change"], str(row["unit"] or "")
    if not isinstance(change, int | float):
        return f"比去年：{REASONS[str(row['reason'])]}"
    style = COURSES[str(row["course"])]
    past = "比去年" if row["compared_day"] is None else "比去年同日"
    if row["course"] == "same":
        return f"{past} :{style.markdown}[{style.label}]"
    far = (
        f"{abs(change):.1f} 个{'百' if unit == '%' else '千'}分点" if unit in ("%", "‰") else number(abs(change), unit)
    )
    arrow = "↑" if change > 0 else "↓"
    return f"{past} :{style.markdown}[{arrow} {far}" + (f"，{style.word}]" if style.word else "]")
