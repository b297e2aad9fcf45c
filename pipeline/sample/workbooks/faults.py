"""Faults that clerks make, planted knowingly: each is known by file, sheet, row, column and kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from random import Random

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Rows

Row = dict[str, object]


@dataclass(frozen=True)
class PlantedFault:
    """A row that must come back. `column` is the canonical header (None: the whole row)."""

    file: str
    sheet: str
    row: int  # as the spreadsheet program numbers it
    column: str | None
    kind: str
    ledger: str
    is_real_row: bool  # one of `all_rows`, which is missing from what lands

    def to_json(self) -> dict[str, object]:
        """Return plain values."""
        return asdict(self)


# what a clerk writes in place of a value of a set
WRONG_VALUES = {
    "活动类型": "集体观影",
    "出勤情况": "在岗",
    "培训类别": "外出考察",
    "人员类别": "入党积极分子",
    "四种形态": "第五种",
    "评价等次": "很好",
    "问题来源": "群众来电",
    "组织类别": "功能型党组织",
    "变动类型": "调整",
    "等次": "良好",
    "责任书类型": "安全责任书",
    "验收结论": "待定",
    "材料类型": "工作简报",
    "联系对象类别": "企业",
    "评价": "很好",
    "级别": "全国一等",
    "议题类别": "日常事务",
    "领域": "其他领域",
}
WRONG_NUMBERS = {
    "应到人数": "全体",
    "学时": "半天",
    "票数": "若干",
    "收回数": "基本收回",
    "考核得分": "优",
    "得分": "良",
    "应交人数": "全体",
    "金额": "若干",
    "数量": "多次",
}
# the column that a day must not come before, and what must not be more than what
BEGINS = {
    "整改期限": "提出日期",
    "接收日期": "开出日期",
    "办结日期": "受理日期",
    "承诺办结日期": "受理日期",
    "解除日期": "结对日期",
    "更新日期": "建档日期",
    "应办结日期": "日期",
}
MOST = {"实到人数": "应到人数", "实交人数": "应交人数", "得分": "满分"}


def plant(rng: Random, rows: Rows, wanted: Mapping[str, tuple[str, ...]], district: District) -> Rows:
    """Return the rows with faults in some: `wanted` maps a kind of fault to its columns, one row each."""
    found = [dict(row) for row in rows]
    free = list(range(2, len(found) - 2))
    rng.shuffle(free)
    late: Rows = []
    for kind, columns in wanted.items():
        for column in columns:
            place = next((place for place in free if _fits(found[place], kind, column, district)), None)
            if place is None:
                continue
            free.remove(place)
            row = found[place]
            if kind == "duplicate_key":
                late.append(_duplicate(row, column))
                row["_fault"] = (None, kind)
                continue
            if kind.startswith("extra_"):
                extra = _extra_row(row, len(late))
                _plant_one(extra, kind.removeprefix("extra_"), column, district)
                extra["_extra"] = True
                late.append(extra)
                continue
            _plant_one(row, kind, column, district)
    return found + late


def _fits(row: Row, kind: str, column: str, district: District) -> bool:
    if row.get("_keep"):
        return False
    fits = _FITS.get(kind)
    return row.get(column) is not None if fits is None else fits(row, column, district)


def _is_of_full_name(row: Row, column: str, district: District) -> bool:
    """Tell whether a row names one of our organisations by a name that is long enough to be misspelt."""
    one = district.organisations.get(str(row[column]))
    return one is not None and len(one.name) > 8


def _are_numbers(row: Row, column: str, district: District) -> bool:
    return isinstance(row.get(column), int | float) and isinstance(row.get(MOST[column]), int | float)


def _are_days(row: Row, column: str, district: District) -> bool:
    return isinstance(row.get(column), date) and isinstance(row.get(BEGINS[column]), date)


_FITS: dict[str, Callable[[Row, str, District], bool]] = {
    "ambiguous_person": lambda row, _, district: row.get("党员编号") in district.cases.get("same_name_people", []),
    "outside_life": lambda row, _, district: row.get("党组织") in district.cases.get("founded_branch", []),
    "unknown_organisation": _is_of_full_name,
    "extra_unknown_organisation": _is_of_full_name,
    "more_than_expected": _are_numbers,
    "dates_out_of_order": _are_days,
    "nowhere": lambda row, _, district: str(row["转出党组织"]) not in district.organisations,
}
"""Which rows a fault can be planted in, where it needs more than a filled cell."""


def _plant_one(row: Row, kind: str, column: str, district: District) -> None:
    if kind == "not_on_roll":
        row["_raw"] = {"姓名": "糊有名", "党员编号": None, "公民身份证号": None}
        row["_fault"] = (column, kind)
        return
    row["_raw"] = {"党员编号" if kind == "ambiguous_person" else column: WRONG_VALUE_OF[kind](row, column, district)}
    # the date is what the clerk got wrong; what cannot be resolved on that date is the organisation
    row["_fault"] = ("党组织" if kind == "outside_life" else column, kind)


def _extra_row(row: Row, number: int) -> Row:
    """Return a row about somebody who has no other rows."""
    other = {key: value for key, value in row.items() if key not in ("_fault", "_raw", "公民身份证号")}
    if "党员编号" in other:
        other |= {"党员编号": f"YL9{number:05d}", "姓名": "申请人" + "甲乙丙丁"[number % 4], "党内职务": None}
    if "党组织名称" in other:
        other |= {
            "党组织代码": f"{row['党组织代码']}9",
            "党组织名称": f"{row['党组织名称']}临时小组",
            "党组织简称": None,
            "书记": None,
        }
    return other


def _duplicate(row: Row, column: str) -> Row:
    """Return the same key once more with another value."""
    value = row[column]
    assert isinstance(value, int | float)
    return {**row, column: value - 1, "_fault": (None, "duplicate_key"), "_extra": True}


def _near_miss(row: Row, column: str, district: District) -> str:
    name = district.organisations[str(row[column])].name
    return name[:4] + "糊" + name[5:]


def _near_school(row: Row, column: str, district: District) -> str:
    name = district.schools[str(row[column])].name
    return name[:4] + "糊" + name[5:]


def _tomorrow(row: Row, column: str, district: District) -> date:
    return district.as_of + timedelta(days=400)


def _too_many(row: Row, column: str, district: District) -> int:
    return int(float(str(row[MOST[column]]))) + 3


def _before_it_was(row: Row, column: str, district: District) -> date:
    one = district.organisations[str(row["党组织"])]
    assert one.founded is not None
    return one.founded - timedelta(days=24)


def _before_start(row: Row, column: str, district: District) -> date:
    day = row[BEGINS[column]]
    assert isinstance(day, date)
    return day - timedelta(days=10)


WRONG_VALUE_OF: dict[str, Callable[[Row, str, District], object]] = {
    "future_date": _tomorrow,
    "more_than_expected": _too_many,
    "unknown_organisation": _near_miss,
    "nowhere": _near_miss,
    "unknown_school": _near_school,
    "missing": lambda row, column, district: None,
    "impossible_date": lambda row, column, district: f"{district.as_of.year - 1}-02-30",
    "value": lambda row, column, district: WRONG_VALUES[column],
    "text_in_number": lambda row, column, district: WRONG_NUMBERS[column],
    "outside_life": _before_it_was,
    "no_activity": lambda row, column, district: f"{row[column]}（补充）",
    "ambiguous_person": lambda row, column, district: None,
    "dates_out_of_order": _before_start,
    "negative": lambda row, column, district: -3,
}
