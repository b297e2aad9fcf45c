"""Layouts (版式): what a person has confirmed of tables with the same headers, and nothing that nobody has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from ingest.errors import UserError
from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from ingest.layouts.layout_folder import load_layouts
from tests.ingest.readers.test_pdf import TABLE, pdf
from tests.ingest.small_district import basics, only, send, write

HEADERS = ["序号", "党支部", "开会那天", "会议类型", "会议主题", "来了几个", "应到", "心得"]
ROWS = [
    HEADERS,
    ["1", "永安小学党支部", "2025-03-07", "党课", "学习两会", "2", "3", "好"],
    ["2", "永安小学党支部", "2025-04-07", "主题党日", "学习党史", "3", "3", ""],
]
LAYOUT: dict[str, object] = {
    "台账": "组织生活活动台账",
    "已确认": True,
    "列": {
        "序号": "不用", "党支部": "党组织", "开会那天": "活动日期", "会议类型": "活动类型", "会议主题": "活动主题",
        "来了几个": "实到人数", "应到": "应到人数", "心得": "不用",
    },
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def lay(store: Store, content: Mapping[str, object], name: str = "永小.yaml") -> Path:
    path = store.root / "layouts" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def land(store: Store, rows: Sequence[Sequence[str]], name: str = "三月.csv", ledger: str = "activity") -> Receipt:
    return only(send(store, write(store.root.parent / "delivery", name, rows)), ledger)


def with_columns(**columns: object) -> dict[str, object]:
    own = LAYOUT["列"]
    assert isinstance(own, dict)
    return LAYOUT | {"列": own | columns}


def attended(store: Store) -> list[int]:
    return sorted(store.live_frame("activity")["attended"].drop_nulls().to_list())


def test_a_file_of_a_confirmed_layout_is_read_and_the_next_one_without_a_question(store: Store) -> None:
    assert "指定每一列读作什么" in str(land(store, ROWS).refused)
    lay(store, LAYOUT)
    receipt = land(store, ROWS)
    assert (receipt.accepted, receipt.returned) == (2, 0)
    assert {use.header: use.state for use in receipt.columns}["心得"] == "not_needed"
    assert "按版式“永小”读取" in receipt.to_text()
    order = [3, 1, 2, 0, 4, 5, 7, 6]  # the same columns, in another order
    again = [HEADERS, ["1", "永安小学党支部", "2025-05-07", "党课", "学习三", "1", "3", ""]]
    receipt = land(store, [[row[place] for place in order] for row in again], "五月.csv")
    assert receipt.accepted == 1 and attended(store) == [1, 2, 3]


def test_what_is_not_confirmed_is_not_used(store: Store) -> None:
    lay(store, LAYOUT | {"已确认": False})
    assert land(store, ROWS).refused is not None


def test_a_table_with_other_headers_is_another_layout(store: Store) -> None:
    """A column more or less may change what the others mean, so it is asked about again."""
    lay(store, LAYOUT)
    assert land(store, [[*row, "备用"] for row in ROWS]).refused is not None


def test_a_file_is_read_again_when_its_layout_is_learnt(store: Store) -> None:
    """Its rows were known by the file's SHA-256, so that the column learnt later was never landed."""
    rows = [[cell if cell != "开会那天" else "活动日期" for cell in row] for row in ROWS]
    assert land(store, rows).accepted == 2 and attended(store) == []
    columns = {("活动日期" if name == "开会那天" else name): said for name, said in LAYOUT["列"].items()}  # type: ignore[attr-defined]
    lay(store, LAYOUT | {"列": columns})
    assert land(store, rows).accepted == 2 and attended(store) == [2, 3]
    assert land(store, rows).unchanged == 2


@pytest.mark.parametrize(("unit", "cell", "hours"), [("分钟", "90", 1.5), ("小时", "1.5", 1.5), ("分钟", "2小时", 2.0)])
def test_hours_are_counted_as_the_layout_says(store: Store, unit: str, cell: str, hours: float) -> None:
    lay(store, with_columns(心得={"读作": "时长", "单位": unit}))
    land(store, [HEADERS, [*ROWS[1][:7], cell]])
    assert store.live_frame("activity")["duration_hours"].to_list() == [hours]


@pytest.mark.parametrize(("unit", "cell", "rate"), [("小数", "0.95", 95), ("百分数", "0.5", 0.5), ("小数", "95%", 95)])
def test_rates_are_counted_as_the_layout_says(store: Store, unit: str, cell: str, rate: float) -> None:
    lay(store, with_columns(心得={"读作": "到课率", "单位": unit}))
    land(store, [HEADERS, [*ROWS[1][:7], cell]])
    assert store.live_frame("activity")["attendance_rate"].to_list() == [rate]


def test_money_is_counted_as_the_layout_says_whatever_stands_above(store: Store) -> None:
    rows = [
        ["单位：万元", "", "", "", ""],
        ["党支部", "哪月", "应交人数", "交了的", "收来的"],
        ["永安小学党支部", "2025-03", "3", "3", "2"],
    ]
    columns = {"党支部": "照常", "哪月": "月份", "应交人数": "照常", "交了的": "实交人数"}
    lay(store, {"台账": "dues", "已确认": True, "列": columns | {"收来的": {"读作": "实交金额", "单位": "元"}}})
    assert land(store, rows, ledger="dues").accepted == 1
    assert store.live_frame("dues")["amount_paid"].to_list() == [2]


def test_of_two_columns_the_one_counts_that_the_layout_names(store: Store) -> None:
    rows = [[*HEADERS[:7], "签到人数"], [*ROWS[1][:7], "9"]]
    columns = {**with_columns()["列"], "来了几个": "不用", "签到人数": "实到人数"}  # type: ignore[dict-item]
    del columns["心得"]
    lay(store, LAYOUT | {"列": columns})
    rows[1][6] = "9"
    assert land(store, rows).accepted == 1 and attended(store) == [9]


def test_columns_of_one_name_and_without_a_name_are_told_apart(store: Store) -> None:
    rows = [["党支部", "哪天", "会议类型", "会议主题", "人", "人", ""], [*ROWS[1][1:5], "3", "2", "礼堂"]]
    columns = {
        "党支部": "党组织", "哪天": "活动日期", "会议类型": "照常", "会议主题": "照常", "人": "应到人数",
        "人（第2个）": "实到人数", "第7列（没有列名）": "地点",
    }  # fmt: skip
    lay(store, LAYOUT | {"列": columns})
    assert land(store, rows).accepted == 1
    assert store.live_frame("activity").select("expected", "attended", "place").row(0) == (3, 2, "礼堂")


def test_rows_that_the_layout_leaves_out_are_named(store: Store) -> None:
    lay(store, LAYOUT | {"不读的行": ["以上共计"]})
    receipt = land(store, [*ROWS, ["以上共计", "永安小学党支部", "2025-04-08", "党课", "全部", "5", "6", ""]])
    assert receipt.read == 2 and "有 1 行按版式“永小”不读（第 4 行），没有入库" in receipt.to_text()


def without_organisation(*fixed: dict[str, str]) -> dict[str, object]:
    columns = {name: said for name, said in LAYOUT["列"].items() if name != "党支部"}  # type: ignore[attr-defined]
    return LAYOUT | {"列": columns, "固定内容": list(fixed)}


def test_an_organisation_that_is_fixed_holds_only_where_its_word_stands(store: Store) -> None:
    """The same form from another school was landed under the first one's name."""
    rows = [row[:1] + row[2:] for row in ROWS]
    lay(store, without_organisation({"列": "党组织", "内容": "永安小学党支部", "见于": "永小"}))
    receipt = land(store, rows, "永小活动.csv")
    assert receipt.accepted == 2 and set(store.live_frame("activity")["org_code"]) == {"010101"}
    assert land(store, rows, "一中活动.csv").refused is not None


def test_what_is_fixed_for_one_file_is_not_taken_for_another(store: Store) -> None:
    rows = [row[:1] + row[2:] for row in ROWS]
    path = write(store.root.parent / "delivery", "活动.csv", rows)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    lay(store, without_organisation({"列": "党组织", "内容": "永安小学党支部", "只用于": digest}))
    assert only(send(store, path), "activity").accepted == 2
    rows[1][4] = "1"
    assert land(store, rows, "活动.csv").refused is not None


def test_a_type_that_is_fixed_is_that_of_all_rows(store: Store) -> None:
    columns = {name: said for name, said in LAYOUT["列"].items() if name != "会议类型"}  # type: ignore[attr-defined]
    lay(store, LAYOUT | {"列": columns, "固定内容": [{"列": "活动类型", "内容": "志愿服务"}]})
    land(store, [row[:3] + row[4:] for row in ROWS])
    assert set(store.live_frame("activity")["activity_type"]) == {"志愿服务"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"台帐": "activity"}, "版式“坏.yaml”的“台帐”不认识，请删去或改成以下之一：台账、已确认"),
        ({"台账": "活动记录"}, "没有叫“活动记录”的台账，请改成以下之一："),
        ({"列": None}, "“坏.yaml”的“列”没有填写或写法不对"),
        ({"列": {"开会那天": {"读作": "活动日期", "单伟": "分钟"}}}, "的“列.开会那天.单伟”不认识"),
        ({"列": {"开会那天": "活动的日子"}}, "“活动的日子”不是“组织生活活动台账”的列，请改成以下之一：党组织、"),
        ({"列": {"开会那天": None}}, "列“开会那天”没有填写读作哪一列，不需要的请写“不用”"),
        ({"列": {"用时": {"读作": "时长", "单位": "元"}}}, "列“用时”的单位“元”不对，请改成以下之一：小时、分钟"),
        ({"列": {"人": {"读作": "应到人数", "单位": "元"}}}, "“应到人数”不用写单位，请删去"),
        ({"固定内容": [{"列": "党组织", "内容": "x", "见於": "y"}]}, "“固定内容第1项.见於”不认识"),
        ({"列": {"甲": "活动日期"}, "固定内容": [{"列": "党组织", "内容": "永小"}]}, "请用“见于”写明"),
        ({"列": {"甲": "活动日期"}, "固定内容": [{"列": "活动日期", "内容": "1"}]}, "已经有一列在读，请只留一处"),
        ({"列": {"时 间": "活动日期", "时间": "不用"}}, "写了不止一次，同名的列请写成“时 间（第2个）”"),
    ],
)  # fmt: skip
def test_a_layout_is_read_strictly_and_nothing_is_landed_beside_a_bad_one(
    store: Store, change: dict[str, object], sentence: str
) -> None:
    lay(store, LAYOUT | change, "坏.yaml")
    with pytest.raises(UserError) as error:
        send(store, write(store.root.parent / "delivery", "三月.csv", ROWS))
    assert sentence in str(error.value)


def test_a_key_that_stands_twice_is_refused(store: Store) -> None:
    """YAML takes the last one in silence."""
    path = lay(store, LAYOUT)
    path.write_text(path.read_text("utf-8") + "  心得: 备注\n", encoding="utf-8")
    with pytest.raises(UserError, match="“心得”写了两次"):
        load_layouts(store.root)


def test_two_layouts_of_the_same_headers_are_not_chosen_between(store: Store) -> None:
    lay(store, LAYOUT)
    lay(store, with_columns(心得="备注"), "又一份.yaml")
    with pytest.raises(UserError, match="表头相同，分不清按哪一个读"):
        load_layouts(store.root)
    lay(store, with_columns(心得="备注") | {"已确认": False}, "又一份.yaml")
    assert len(load_layouts(store.root).known.by_signature) == 1


def test_a_pdf_is_landed_once_a_person_has_confirmed_its_layout(store: Store) -> None:
    file = pdf(store.root.parent / "登记.pdf", TABLE, "#pagebreak()", TABLE.replace("2025-0", "2024-0"))
    assert "确认版式" in str(only(send(store, file), "activity").refused)
    columns = dict.fromkeys(["党组织", "活动日期", "活动类型", "活动主题"], "照常")
    lay(store, {"台账": "activity", "已确认": True, "列": columns})
    receipt = only(send(store, file), "activity")
    assert (receipt.refused, receipt.accepted) == (None, 4)


def test_a_layout_without_most_of_what_is_required_is_told_what_it_lacks(store: Store) -> None:
    """A table with less than half of the required columns was taken for none at all."""
    columns = {"支部的": "党组织", "人": "应到人数"}
    lay(store, LAYOUT | {"列": columns})
    refused = land(store, [[*columns], ["永安小学党支部", "3"]]).refused
    assert refused is not None and "缺少必填列：活动日期、活动类型、活动主题" in refused
