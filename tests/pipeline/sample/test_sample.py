"""The sample district is what all other tests and the demonstration stand on: it must be known to the last row."""

import csv
import hashlib
import json
import zipfile
from collections import Counter, defaultdict
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.landing.store import Store
from ingest.readers.workbook import read_sheets
from pipeline.sample.district.build import build_district
from pipeline.sample.district.records import BRANCH_TYPES
from pipeline.sample.district.vocabulary import words
from pipeline.sample.ledgers.all_rows import all_rows
from pipeline.sample.ledgers.known_cases import known_cases
from pipeline.sample.workbooks.faults import WRONG_NUMBERS
from pipeline.sample.workbooks.generate import generate, planted_faults, write_district
from pipeline.settings import PROJECT

SEED = 20260901
COMMITTED = PROJECT / "data" / "sample"
# days on which something happened; those by which something is due may lie ahead
HAPPENED = (
    "活动日期",
    "培训日期",
    "决定日期",
    "提出日期",
    "变动日期",
    "建档日期",
    "签订日期",
    "完成日期",
    "结对日期",
    "解除日期",
    "受理日期",
    "办结日期",
    "月份",
    "开出日期",
    "接收日期",
    "授予日期",
    "日期",
    "党组织会议决定日期",
)


@pytest.fixture(scope="module")
def district():
    return build_district(24, 3, SEED)


@pytest.fixture(scope="module")
def rows(district):
    return all_rows(district)


@pytest.fixture(scope="module")
def delivery(district, tmp_path_factory):
    out = tmp_path_factory.mktemp("样本 district")
    return out, write_district(district, out)


@pytest.fixture(scope="module")
def faults(delivery):
    return [fault for _, planted in delivery[1] for fault in planted]


def unpacked(path: Path) -> object:
    """What a file says, apart from how hard it was squeezed."""
    content = path.read_bytes()
    if not zipfile.is_zipfile(BytesIO(content)):
        return hashlib.sha256(content).hexdigest()
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_exempt_members_are_made_on_request_and_change_nothing_else() -> None:
    """The committed rosters have no such columns; a district with them has the same people and the same meetings."""
    plain, exempt = all_rows(build_district(5, 1, 3)), all_rows(build_district(5, 1, 3, exempt_percent=20))
    states = [row for row in exempt["member"] if row["不作硬性要求"] or row["党籍状态"] != "正常"]
    assert 0.1 < len(states) / len(exempt["member"]) < 0.3
    assert all(row["不作硬性要求起止"] or row["党籍状态起止"] for row in states)
    assert not any("党籍状态" in row for row in plain["member"])
    assert exempt.pop("member") and plain.pop("member") and exempt == plain


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    first = generate(12, 2, 7, tmp_path / "一")
    second = generate(12, 2, 7, tmp_path / "二")
    assert [path.name for path in first] == [path.name for path in second]
    assert all(one.read_bytes() == other.read_bytes() for one, other in zip(first, second, strict=True))


def test_another_seed_gives_another_district():
    assert {one.name for one in build_district(12, 2, 7).people} != {
        one.name for one in build_district(12, 2, 8).people
    }


@pytest.mark.parametrize(("schools", "years"), [(1, 1), (2, 2), (5, 1), (7, 2), (13, 1), (39, 1)])
def test_a_district_of_any_size_can_be_written_down(schools, years, tmp_path):
    # what a district is too small for is left out; small_plan raises if any row is left over
    assert generate(schools, years, 3, tmp_path)


def test_a_district_may_have_had_every_category_of_problem_a_short_while_ago():
    """With this seed one organisation has: a problem that would come back unplanned is left out, not a crash."""
    assert all_rows(build_district(43, 3, 5))["problem"]


def test_no_school_or_no_year_is_refused(tmp_path):
    with pytest.raises(ValueError, match="at least one"):
        generate(0, 1, 1, tmp_path)


def test_nothing_happens_after_the_as_of_day():
    early = build_district(24, 2, SEED, as_of=date(2026, 3, 15))
    for ledger, found in all_rows(early).items():
        days = [row[key] for row in found for key in row if key in HAPPENED and row[key] is not None]
        assert all(day <= date(2026, 3, 15) for day in days), ledger


def test_the_committed_files_are_what_the_generator_makes(delivery):
    out, files = delivery
    made = {path.relative_to(out).as_posix() for path, _ in files}
    assert {path.relative_to(COMMITTED).as_posix() for path in COMMITTED.rglob("*") if path.is_file()} == made
    assert [name for name in sorted(made) if unpacked(out / name) != unpacked(COMMITTED / name)] == []


def test_the_committed_files_stay_under_six_megabytes():
    assert sum(path.stat().st_size for path in COMMITTED.rglob("*") if path.is_file()) < 6_000_000


def test_the_district_has_the_shape_of_a_real_one(district, rows):
    assert len(rows["school"]) == 24
    assert len({row["学段"] for row in rows["school"]}) == 8
    assert len({row["所属片区"] for row in rows["school"]}) >= 4
    assert 105 <= sum(row["组织类别"] in BRANCH_TYPES for row in rows["organisation"]) <= 120
    assert 1700 <= len({row["_person"] for row in rows["member"]}) <= 1950
    assert {row["组织类别"] for row in rows["organisation"]} == {
        "区委教育工委",
        "片区党委",
        "党委",
        "党总支",
        "党支部",
        "联合党支部",
    }


def test_every_known_case_is_there(district):
    cases = known_cases(district)
    assert [name for name in cases.__dataclass_fields__ if not getattr(cases, name)] == []
    joint = district.organisations[cases.joint_branch]
    assert len(joint.schools) == 3
    assert district.organisations[cases.founded_branch].founded == date(2025, 5, 15)
    assert district.organisations[cases.dissolved_branch].dissolved == date(2025, 6, 18)
    assert district.schools[cases.moved_school].area == cases.moved_to != cases.moved_from
    assert len(cases.same_name_people) == 2


def test_the_silent_school_exists_and_reports_nothing(district, rows):
    silent = known_cases(district).silent_school
    own = {one.code for one in district.organisations.values() if one.schools == [silent]}
    assert own
    assert any(row["所在学校"] == silent for row in rows["member"])
    for ledger, found in rows.items():
        if ledger not in ("school", "organisation", "organisation_event", "member"):
            said = {row.get(key) for row in found for key in ("党组织", "转出党组织", "转入党组织", "学校")}
            assert not said & {*own, silent}, ledger


def test_only_the_planted_pair_shares_a_name_in_a_branch(district):
    names = Counter((one.branch, one.person.name) for one in district.memberships)
    assert [branch for (branch, _), count in names.items() if count > 1] == [known_cases(district).same_name_branch]


def test_a_person_is_on_one_roll_at_a_time(district):
    stays = defaultdict(list)
    for one in district.memberships:
        stays[one.person.key].append((one.came or date.min, one.left or date.max))
    for key, spans in stays.items():
        spans.sort()
        assert all(before[1] < after[0] for before, after in pairwise(spans)), key


def test_rows_fall_inside_the_life_of_their_organisation(district, rows):
    for ledger, header in (
        ("activity", "活动日期"),
        ("training", "培训日期"),
        ("problem", "提出日期"),
        ("survey", "测评日期"),
        ("pledge", "签订日期"),
        ("deliverable", "完成日期"),
        ("outreach", "结对日期"),
        ("request", "受理日期"),
        ("dues", "月份"),
        ("admission", "应完成日期"),
        ("honour", "授予日期"),
        ("work_task", "完成时限"),
        ("publicity", "日期"),
        ("funding", "日期"),
        ("integrity_file", "建档日期"),
    ):
        for row in rows[ledger]:
            assert district.organisations[row["党组织"]].active_on(row[header]), (ledger, row)


def test_whoever_is_named_in_a_ledger_was_on_that_roll_on_the_day(district, rows):
    """A name that no roll has comes back, and would be a fault that nobody planted."""
    for ledger, header in (("pledge", "签订日期"), ("outreach", "结对日期"), ("integrity_file", "建档日期")):
        for row in rows[ledger]:
            on_roll = {one.person.key for one in district.roll(row["党组织"], row[header])}
            assert row["_person"] is None or row["_person"] in on_roll, (ledger, row)


def test_keys_are_unique_in_every_ledger(rows):
    keys = {
        "activity": ("党组织", "活动日期", "活动类型", "活动主题"),
        "training": ("_person", "培训日期", "培训名称"),
        "survey_return": ("测评名称", "党组织"),
        "problem": ("问题编号",),
        "discipline": ("编号",),
        "organisation_event": ("变动日期", "党组织代码", "变动类型"),
        "appraisal": ("年度", "_person"),
        "integrity_file": ("_person",),
        "pledge": ("年度", "责任书类型", "党组织", "_person"),
        "standardisation": ("年度", "党组织", "项目"),
        "deliverable": ("年度", "_person", "材料类型", "题目"),
        "outreach": ("党组织", "_person", "联系对象类别", "结对日期"),
        "request": ("编号",),
        "dues": ("党组织", "月份"),
        "admission": ("编号", "程序"),
        "transfer": ("编号",),
        "honour": ("党组织", "_person", "类型", "名称", "授予日期"),
        "work_task": ("年度", "任务编号", "党组织"),
        "decision": ("编号",),
        "publicity": ("编号",),
        "funding": ("年度", "党组织", "项目", "日期"),
        "moral_education": ("学校", "月份", "项目"),
    }
    for ledger, key in keys.items():
        assert len({tuple(row[part] for part in key) for row in rows[ledger]}) == len(rows[ledger]), ledger


def test_attendance_agrees_with_its_activity(rows):
    present = defaultdict(lambda: [0, 0])
    for row in rows["attendance"]:
        if row["出勤情况"] != "列席":
            found = present[row["党组织"], row["活动日期"], row["活动主题"]]
            found[0] += row["出勤情况"] in ("出席", "迟到", "补学")
            found[1] += 1
    activities = {(row["党组织"], row["活动日期"], row["活动主题"]): row for row in rows["activity"]}
    for key, (came, due) in present.items():
        row = activities[key]
        assert row["应到人数"] in (None, due)
        assert row["实到人数"] in (None, came)


@pytest.mark.parametrize(("schools", "years", "seed"), [(24, 3, SEED), (24, 3, 7), (40, 6, 3), (6, 2, 5), (3, 1, 1)])
def test_the_planted_problems_come_back_and_no_others(schools, years, seed):
    """A filler that repeats its category would be a recurrence that nobody planted (R06 looks two years back)."""
    district = build_district(schools, years, seed)
    raised = defaultdict(set)
    for row in all_rows(district)["problem"]:
        raised[row["党组织"], row["问题类别"]].add(row["提出日期"].year)
    found = {where for where, years in raised.items() if any({year - 1, year - 2} & years for year in years)}
    assert found == set(known_cases(district).recurring_problems)
    assert found or years == 1


def test_one_area_has_four_people_disciplined_in_a_year(district, rows):
    area = known_cases(district).disciplined_area
    people = {
        row["当事人编号"]
        for row in rows["discipline"]
        if row["决定日期"].year == 2025 and district.school_of(district.organisations[row["党组织"]]).area == area
    }
    assert len(people) >= 4


def letters(topic: str) -> str:
    """A topic without spaces and punctuation, as topics are compared."""
    return "".join(char for char in topic if char.isalnum())


def test_only_the_planted_pair_writes_one_long_topic_word_for_word(district, rows):
    """Ordinary topics of 20 characters that recur would all be flagged as copied."""
    places = defaultdict(set)
    for row in rows["activity"]:
        if len(letters(row["活动主题"])) >= 20:
            places[letters(row["活动主题"])].add((row["党组织"], row["活动日期"].strftime("%Y-%m")))
    repeated = [found for found in places.values() if len(found) > 1]
    assert [sorted(code for code, _ in found) for found in repeated] == [[*known_cases(district).same_words_branches]]


def test_only_the_planted_person_is_at_two_places_on_one_day(district, rows):
    """Rooms drawn anew for each meeting of a day once put hundreds of people in two places."""
    rooms = {(row["党组织"], row["活动日期"], row["活动主题"]): row["地点"] for row in rows["activity"]}
    seen = defaultdict(set)
    for row in rows["attendance"]:
        if row["出勤情况"] in ("出席", "迟到", "补学"):
            place = rooms[row["党组织"], row["活动日期"], row["活动主题"]]
            seen[row["_person"], row["活动日期"]].add((row["党组织"], place))
    twice = {person for (person, _), places in seen.items() if len(places) > 1}
    numbers = {one.person.number for one in district.memberships if one.person.key in twice}
    assert numbers == {known_cases(district).two_places_person}


def test_only_the_planted_branch_meets_on_a_holiday_and_only_one_is_always_complete(district, rows):
    cases = known_cases(district)
    with (COMMITTED.parent / "standards" / "public_holiday.csv").open(encoding="utf-8") as file:
        holidays = {date.fromisoformat(row["day"]) for row in csv.DictReader(file)}
    feast = [(row["党组织"], row["活动日期"]) for row in rows["activity"] if row["活动日期"] in holidays]
    assert feast == [(cases.holiday_branch, date(2025, 10, 1))]
    full = defaultdict(list)
    for row in rows["activity"]:
        if row["应到人数"] is not None and row["实到人数"] is not None:
            full[row["党组织"], row["活动日期"].year].append(row["应到人数"] == row["实到人数"])
    always = [place for place, meetings in full.items() if len(meetings) >= 10 and all(meetings)]
    assert always == [(cases.full_attendance_branch, 2025)]


def test_scores_stand_on_the_bounds_of_their_bands_and_below_the_last(rows):
    scores = {row["考核得分"] for row in rows["pledge"] if row["责任书类型"] == "党员目标管理责任书"}
    assert {100.0, 80.0, 60.0} <= scores
    assert any(score is not None and score < 60 for score in scores)


def test_the_work_plan_has_its_nineteen_points_in_six_fields_every_year(district, rows):
    for year in district.years:
        mine = [row for row in rows["work_task"] if row["年度"] == year]
        assert len({row["任务编号"] for row in mine}) == 19
        assert len({row["领域"] for row in mine}) == 6
    assert any(row["完成日期"] is None and row["完成时限"] <= district.as_of for row in rows["work_task"])


def test_all_steps_of_admission_occur_and_some_are_overdue(district, rows):
    assert len({row["程序"] for row in rows["admission"]}) == 25
    due = [row for row in rows["admission"] if row["应完成日期"] <= district.as_of]
    late = [row for row in due if row["完成日期"] is None or row["完成日期"] > row["应完成日期"]]
    assert 0.01 < len(late) / len(due) < 0.2
    assert any(row["应完成日期"] > district.as_of for row in rows["admission"])


def test_a_transfer_can_be_late_and_can_leave_the_district(district, rows):
    assert any(row["转入党组织"] not in district.organisations for row in rows["transfer"])
    assert any(row["接收日期"] and (row["接收日期"] - row["开出日期"]).days > 90 for row in rows["transfer"])


def test_some_keep_up_with_their_duties_and_some_fall_short(district, rows):
    """Indicators that everybody meets, or nobody, show nothing."""
    unpaid, months = Counter(), Counter()
    for row in rows["dues"]:
        months[row["党组织"], row["月份"].year] += 1
        unpaid[row["党组织"], row["月份"].year] += row["实交人数"] < row["应交人数"]
    assert 0.05 < sum(unpaid[one] > 0 for one in months) / len(months) < 0.5
    for header, kind in (("联系对象类别", "村社"), ("联系对象类别", "班级")):
        linked = {row["党组织"] for row in rows["outreach"] if row[header] == kind}
        assert 0.5 < len(linked) / len({row["党组织"] for row in rows["outreach"]}) < 1
    branded = {row["党组织"] for row in rows["honour"] if row["类型"] in ("党建品牌", "书记项目")}
    assert 0.4 < len(branded) / len(list(district.school_organisations())) < 1
    orderly = [
        None not in (days := (row["校长办公会提出日期"], row["党组织会议决定日期"], row["部署日期"]))
        and list(days) == sorted(days)
        for row in rows["decision"]
    ]
    assert 0.8 < sum(orderly) / len(orderly) < 1


def test_return_figures_cover_the_votes(rows):
    for row in rows["survey_return"]:
        assert row["有效数"] <= row["收回数"] <= row["发放数"]


def taken_out(out: Path, name: str, folder: Path) -> Path:
    """A file of the delivery, out of its archive if it lies in one."""
    archive, _, inside = name.partition("/")
    if not inside:
        return out / name
    with zipfile.ZipFile(out / archive) as package:
        return Path(package.extract(inside, folder))


def test_planted_faults_stand_where_they_are_said_to(district, delivery, faults, tmp_path_factory):
    out, _ = delivery
    assert sorted(map(repr, faults)) == sorted(map(repr, planted_faults(district)))
    assert {"future_date", "more_than_expected", "unknown_organisation", "missing", "impossible_date", "value"} <= {
        fault.kind for fault in faults
    }
    written = {
        "impossible_date": "2025-02-30",
        "text_in_number": tuple(WRONG_NUMBERS.values()),
        "no_activity": "（补充）",
        "unknown_organisation": "糊",
    }
    cells = {}
    for fault in faults:
        if fault.kind in written:
            if fault.file not in cells:
                path = taken_out(out, fault.file, tmp_path_factory.mktemp("取出"))
                cells[fault.file] = {sheet.name: sheet.cells for sheet in read_sheets(path)}
            text = " ".join(map(str, cells[fault.file][fault.sheet][fault.row - 1]))
            looked_for = written[fault.kind]
            assert any(part in text for part in ([looked_for] if isinstance(looked_for, str) else looked_for)), fault


def test_faults_are_few(rows, faults):
    planted = Counter(fault.ledger for fault in faults)
    for ledger, count in planted.items():
        assert count <= max(4, len(rows[ledger]) * 0.04), ledger


def test_traditional_names_can_be_read_back():
    opencc = pytest.importorskip("opencc")
    back = opencc.OpenCC("t2s")
    for stem in words("names")["stems"]:
        assert back.convert(opencc.OpenCC("s2t").convert(stem)) == stem


def test_no_two_organisations_or_schools_share_a_name_however_large_the_district():
    large = build_district(400, 1, 5)
    names = [name for one in large.organisations.values() for name in {one.name, one.short, *one.former}]
    assert len(names) == len(set(names))
    assert len({one.name for one in large.schools.values()}) == 400


def test_exactly_the_planted_faults_come_back_and_all_other_rows_land(rows, faults, sample_home):
    store = Store(sample_home)
    written = [json.loads(file.read_text(encoding="utf-8")) for file in store.receipts.glob("*/receipt.json")]
    receipts = [receipt for receipts_of_a_file in written for receipt in receipts_of_a_file]
    assert receipts
    assert [receipt["file"] for receipt in receipts if receipt["refused"]] == []
    returned = defaultdict(set)
    for receipt in receipts:
        for fault in receipt["returns"]:
            returned[receipt["file"], fault["sheet"], fault["row"]].add(fault["column"])
    planted = {(fault.file, fault.sheet, fault.row): fault for fault in faults}
    assert set(returned) == set(planted)
    wrong = [fault for place, fault in planted.items() if fault.column and fault.column not in returned[place]]
    assert wrong == []
    missing = Counter(fault.ledger for fault in planted.values() if fault.is_real_row)
    for ledger, found in rows.items():
        assert store.live_frame(ledger).height == len(found) - missing[ledger], ledger
