"""Put a validation error of a policy file (指标文件, 标准表) into a Chinese clause: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_LISTED_AT_MOST = 14

_CLAUSES = {
    "extra_forbidden": "没有这个键，请删去或改成正确的键名",
    "missing": "缺少这个键，请补上",
    "string_type": "应是文字，请用引号括起来",
    "string_too_short": "不能为空，请填写",
    "string_pattern_mismatch": "应是一个大写字母加两位数字，如 O01",
    "greater_than_equal": "数字太小，请改大",
    "greater_than": "应大于 0，请改正",
    "less_than_equal": "数字太大，请改小",
    "finite_number": "不是数字，请改正",
}
_CLAUSES_BY_TYPE = {
    "date": "不是日期，请写成 2026-01-31 的样子",
    "int": "应是整数，请改正",
    "float": "不是数字，请改正",
    "bool": "应是 true 或 false，请改正",
    "tuple": "应是一个列表，请写成 [甲, 乙] 的样子",
    "model": "应是一组“键: 值”，请对照同类指标文件",
    "dict": "应是一组“键: 值”，请对照同类指标文件",
}


def refusal(error: ErrorDetails) -> str:
    """Return the clause for one pydantic error; a `ValueError` of our own is already in words."""
    kind = error["type"]
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if kind == "literal_error":
        return outside(error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", "))
    return _CLAUSES.get(kind) or _CLAUSES_BY_TYPE.get(kind.split("_")[0], "取值不对，请对照同类指标文件")


def outside(allowed: Sequence[str]) -> str:
    """Return the clause for a word that is none of `allowed`."""
    if len(allowed) <= _LISTED_AT_MOST:
        return f"取值不在允许的范围内，请改成{'、'.join(allowed)}之一"
    return "取值不在允许的范围内，请对照同类指标文件"
