"""Areas, schools and organisations of the invented district, before anything changes in it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Habits, Organisation, School
from pipeline.sample.district.vocabulary import random_for, weighted, words

# stage, ending of the name, staff, branches besides the retired one (0: a 党支部 is the whole organisation)
KINDS: list[tuple[str, str, tuple[int, int], tuple[int, int]]] = [
    ("高中", "高级中学", (210, 260), (9, 11)),
    ("小学", "小学", (90, 140), (4, 6)),
    ("小学", "小学", (40, 60), (0, 0)),
    ("初中", "初级中学", (120, 180), (5, 7)),
    ("幼儿园", "幼儿园", (18, 26), (-1, -1)),
    ("幼儿园", "幼儿园", (16, 24), (-1, -1)),
    ("幼儿园", "幼儿园", (15, 22), (-1, -1)),
    ("小学", "小学", (100, 150), (4, 6)),
    ("九年一贯制", "学校", (150, 200), (5, 7)),
    ("完全中学", "中学", (200, 250), (8, 10)),
    ("小学", "中心小学", (80, 120), (3, 5)),
    ("特教", "特殊教育学校", (30, 45), (0, 0)),
    ("中职", "职业技术学校", (160, 210), (6, 8)),
    ("幼儿园", "幼儿园", (40, 60), (0, 0)),
    ("初中", "中学", (110, 160), (5, 6)),
    ("小学", "小学", (90, 130), (4, 5)),
    ("小学", "中心小学", (60, 90), (3, 4)),
    ("初中", "中学", (130, 170), (5, 6)),
    ("小学", "小学", (35, 55), (0, 0)),
    ("幼儿园", "中心幼儿园", (45, 70), (2, 2)),
    ("小学", "小学", (100, 140), (4, 6)),
    ("九年一贯制", "学校", (120, 170), (5, 6)),
    ("小学", "小学", (80, 110), (4, 5)),
    ("初中", "初级中学", (120, 150), (5, 6)),
]
TYPE_CODES = {
    "幼儿园": "11",
    "小学": "21",
    "初中": "31",
    "九年一贯制": "31",
    "高中": "34",
    "完全中学": "34",
    "中职": "36",
    "特教": "51",
}
DISTRICT = "0121"
CITY = 40


def add_structure(district: District, count: int) -> None:
    """Fill a district with the district, its areas, `count` schools and their organisations."""
    names = words("names")
    district_name = names["district"]
    district.organisations[DISTRICT] = Organisation(
        DISTRICT, f"中共{district_name}委教育工作委员会", "区委教育工委", "区委教育工委", None, founded=date(2003, 4, 1)
    )
    areas = []
    for number in range(min(count, max(4, round(count / 11)))):
        code = f"{DISTRICT}{number + 1:03d}"
        stem = "新" * (number // len(names["areas"])) + names["areas"][number % len(names["areas"])]
        district.organisations[code] = Organisation(
            code, f"{stem}片区党委", f"{stem}片区", "片区党委", DISTRICT, founded=date(2008, 9, 1)
        )
        areas.append(code)
    joint: list[School] = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        school = _school(district, number, kind, areas[_area_of(number, len(areas))])
        district.schools[school.code] = school
    for number, school in enumerate(list(district.schools.values())):
        kind = KINDS[number % len(KINDS)]
        if kind[3][0] >= 0:
            _organise(district, school, kind[3])
            continue
        joint.append(school)
        if len(joint) == 3 or number == count - 1:
            _join_up(district, joint)
            joint = []


def _area_of(number: int, areas: int) -> int:
    # the three kindergartens of a joint branch lie in one area
    in_cycle = number % len(KINDS)
    return (number - (in_cycle - 4 if in_cycle in (4, 5, 6) else 0)) % areas


def _school(
    district: District, number: int, kind: tuple[str, str, tuple[int, int], tuple[int, int]], area: str
) -> School:
    names, rng = words("names"), random_for(district.seed, "school", number)
    stage, ending, staff, _ = kind
    stems = list(names["stems"])
    random_for(district.seed, "stems").shuffle(stems)
    turn, place = divmod(number, len(stems))
    name = (
        names["district"] + stems[place] + ("", "第二", "第三", "第四", "第五")[turn % 5] + "新" * (turn // 5) + ending
    )
    employed = rng.randint(*staff)
    weak = area.endswith("003")
    level = weighted(rng, [(0.99, 4), (0.965, 4), (0.93, 2), (0.85, 1)]) - (0.05 if weak else 0)
    habits = Habits(diligence=level, turnout=min(0.985, level + 0.005), hours=level - 0.01)
    towns = names["towns"]
    return School(
        code=f"{TYPE_CODES[stage]}{names['province']}{1021 + number * 7:06d}",
        name=name,
        stage=stage,
        ownership="民办" if stage == "幼儿园" and rng.random() < 0.15 else "公办",
        area=area,
        town=towns[(int(area[-3:]) - 1) % len(towns)],
        staff=employed,
        students=employed * rng.randint(9, 16),
        habits=habits,
    )


def _organise(district: District, school: School, span: tuple[int, int]) -> None:
    rng = random_for(district.seed, "organise", school.code)
    code = _next_code(district, school.area)
    branches = rng.randint(*span) if span[0] else 0
    if len(district.schools) > CITY:  # larger districts are cities with larger schools
        branches = round(branches * 1.4)
    kind = "党委" if branches >= 8 else "党总支" if branches else "党支部"
    district.organisations[code] = Organisation(
        code,
        f"{school.name}{kind}",
        f"{_stem(school)}{kind}",
        kind,
        school.area,
        [school.code],
        guidance="云岭区教育局",
        founded=_founded(rng),
        term_ends=_term(rng, district.as_of, 5 if kind == "党委" else 3),
        centre=bool(branches),
        principal=rng.random() < (0.8 if not branches else 0.35),
        groups=0,
        staff_branch=None if branches else True,
    )
    _add_branches(district, rng, school, code, branches)


def _stem(school: School) -> str:
    return school.name.removeprefix(words("names")["district"])


def _add_branches(district: District, rng: Random, school: School, top: str, count: int) -> None:
    """Add `count` branches below an organisation, and from three on one of the retired."""
    for number in range(count + (1 if count >= 3 else 0)):
        retired = number == count
        word = "离退休" if retired else words("names")["branch_words"][number]
        own = f"{top}{number + 1:03d}"
        district.organisations[own] = Organisation(
            own,
            f"{school.name}{word}党支部",
            f"{_stem(school)}{word.removeprefix('第')}支部",
            "党支部",
            top,
            [school.code],
            founded=_founded(rng),
            term_ends=_term(rng, district.as_of, 3),
            principal=False,
            groups=0,
            centre=False,
            staff_branch=not retired,
        )


def _join_up(district: District, schools: list[School]) -> None:
    rng = random_for(district.seed, "joint", schools[0].code)
    area = schools[0].area
    code = _next_code(district, area)
    stem = schools[0].name.removeprefix(words("names")["district"]).removesuffix("幼儿园")
    district.organisations[code] = Organisation(
        code,
        f"{stem}等幼儿园联合党支部",
        f"{stem}联合支部",
        "联合党支部",
        area,
        [one.code for one in schools],
        founded=_founded(rng),
        term_ends=_term(rng, district.as_of, 3),
        groups=3 if len(schools) == 3 else 0,
        centre=False,
        principal=True,
        staff_branch=True,
    )
    if len(schools) == 3:
        district.note_case("joint_branch", code)


def _next_code(district: District, area: str) -> str:
    taken = sum(one.parent == area for one in district.organisations.values())
    return f"{area}{taken + 1:03d}"


def _founded(rng: Random) -> date:
    return date(2009, 1, 5) + timedelta(days=rng.randrange(4400))


def _term(rng: Random, as_of: date, years: int) -> date:
    overdue = rng.random() < 0.04
    day = (
        as_of - timedelta(days=rng.randint(20, 200))
        if overdue
        else as_of + timedelta(days=rng.randint(30, 365 * years))
    )
    return day
