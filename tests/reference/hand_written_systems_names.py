"""The units of the third district worked out by hand, and the rows of its register."""

from __future__ import annotations

from tests.reference.hand_written_names import Table

DISTRICT, EAST, WEST = "01", "0101", "0102"
SIX = "010101"  # 联合党支部 of six schools, no 书记 in the register
SIX_SCHOOLS = ("2101", "2102", "2103", "2104", "2105", "2106")
TWO, TWO_SCHOOL = "010102", "2107"  # 2 正式党员 in 2025, 3 from February 2026
BIG, BIG_SCHOOL = "010103", "2108"  # 51 正式党员 in 2025, 50 from April 2026
GENERAL, MIDDLE_SCHOOL = "010104", "2109"  # 党总支 of FIRST and SECOND
FIRST = "01010401"  # 10 正式党员 T1-T10 and 2 预备党员 T11, T12
SECOND = "01010402"  # 10 正式党员 E1-E10
RIVER, RIVER_SCHOOL = "010201", "2110"  # 3 正式党员
GONE = "010202"  # ended on 31 May 2025
UNCOVERED_SCHOOL = "2111"  # no party organisation at all

SCHOOLS: Table = [
    ["学校代码", "学校名称", "学段", "所属片区"],
    *[[code, f"云岭区第{number}村小学", "小学", "东城片区"] for number, code in enumerate(SIX_SCHOOLS, 1)],
    [TWO_SCHOOL, "云岭区永安小学", "小学", "东城片区"],
    [BIG_SCHOOL, "云岭区永乐小学", "小学", "东城片区"],
    [MIDDLE_SCHOOL, "云岭区第一中学", "初中", "东城片区"],
    [RIVER_SCHOOL, "云岭区河西中学", "初中", "西关片区"],
    [UNCOVERED_SCHOOL, "云岭区新苑幼儿园", "幼儿园", "西关片区"],
]
ORGANISATIONS: Table = [
    [
        "党组织代码", "党组织名称", "组织类别", "上级党组织", "关联学校", "成立日期", "撤销日期", "届满日期", "书记",
        "书记兼任校长",
    ],
    [DISTRICT, "中共云岭区委教育工作委员会", "区委教育工委", "", "", "2000-01-01", "", "", "", ""],
    [EAST, "东城片区党委", "片区党委", DISTRICT, "", "2000-01-01", "", "", "", ""],
    [WEST, "西关片区党委", "片区党委", DISTRICT, "", "2000-01-01", "", "", "", ""],
    [SIX, "六校联合党支部", "联合党支部", EAST, "、".join(SIX_SCHOOLS), "2001-01-01", "", "", "", ""],
    [TWO, "永安小学党支部", "党支部", EAST, TWO_SCHOOL, "2001-01-01", "", "", "党员W1", "否"],
    [BIG, "永乐小学党支部", "党支部", EAST, BIG_SCHOOL, "2001-01-01", "", "2026-06-30", "党员B1", ""],
    [GENERAL, "第一中学党总支", "党总支", EAST, MIDDLE_SCHOOL, "2001-01-01", "", "", "", "是"],
    [FIRST, "第一中学第一党支部", "党支部", GENERAL, MIDDLE_SCHOOL, "2001-01-01", "", "2025-12-31", "党员T1", ""],
    [SECOND, "第一中学第二党支部", "党支部", GENERAL, MIDDLE_SCHOOL, "2001-01-01", "", "2025-12-30", "党员E1", ""],
    [RIVER, "河西中学党支部", "党支部", WEST, RIVER_SCHOOL, "2001-01-01", "", "", "党员R1", "是"],
    [GONE, "河西中学离退休党支部", "党支部", WEST, RIVER_SCHOOL, "2001-01-01", "2025-05-31", "", "", ""],
]  # fmt: skip


def members() -> Table:
    """Everybody on a roll: 书记 are T1, E1, B1, X1 and R1, 副书记 T2."""
    rows = [["党员编号", "姓名", "所在党支部", "所在学校", "人员类别", "党内职务", "转正日期", "转入日期", "转出日期"]]
    posts = {"T1": "书记", "E1": "书记", "B1": "书记", "X1": "书记", "R1": "书记", "T2": "副书记"}

    def add(letter: str, first: int, last: int, org: str, school: str, *rest: str) -> None:
        kind, full_on, in_on, out_on = [*rest, *[""] * (4 - len(rest))]
        for number in range(first, last + 1):
            who = f"{letter}{number}"
            post = posts.get(who, "")
            rows.append([who, f"党员{who}", org, school, kind or "正式党员", post, full_on, in_on, out_on])

    add("X", 1, 4, SIX, SIX_SCHOOLS[0])
    add("W", 1, 2, TWO, TWO_SCHOOL)
    add("W", 3, 3, TWO, TWO_SCHOOL, "", "", "2026-02-01")
    add("B", 1, 50, BIG, BIG_SCHOOL)
    add("B", 51, 51, BIG, BIG_SCHOOL, "", "", "", "2026-03-31")
    add("T", 1, 10, FIRST, MIDDLE_SCHOOL)
    add("T", 11, 11, FIRST, MIDDLE_SCHOOL, "预备党员")
    add("T", 12, 12, FIRST, MIDDLE_SCHOOL, "正式党员", "2026-03-01")
    add("E", 1, 10, SECOND, MIDDLE_SCHOOL)
    add("R", 1, 3, RIVER, RIVER_SCHOOL)
    return rows
