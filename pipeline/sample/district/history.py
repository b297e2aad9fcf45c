"""What changed in the invented district: foundings, closings, moves and renamings."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.sample.district.district import District
from pipeline.sample.district.movements import move_people, transfer
from pipeline.sample.district.records import Event, Organisation
from pipeline.sample.district.vocabulary import words


def apply_changes(district: District) -> None:
    """Let the changes of the years happen. Changes that a short or small district has no room for are left out."""
    year = district.last_closed_year
    schools = [one.code for one in district.schools.values() if not one.habits.silent]
    plain = [top for top in district.school_organisations() if _may_change(district, top)]
    _change_large(district, [top for top in plain if len(district.branches_below(top.code)) >= 6], year)
    _change_small(district, [top for top in plain if _is_small(district, top)], year)
    for code in schools:
        move_people(district, code)


def _is_small(district: District, top: Organisation) -> bool:
    return top.kind == "党支部" and district.school_of(top).habits.numbers


def _change_large(district: District, tops: list[Organisation], year: int) -> None:
    if tops:
        found_branch(district, tops[0], date(year, 5, 15))
        dissolve_branch(district, tops[min(1, len(tops) - 1)], date(year, 6, 18))
    if len(tops) > 2:
        move_school(district, tops[2], date(year, 4, 10))
    if tops:
        give_two_one_name(district, tops[-1])


def _change_small(district: District, tops: list[Organisation], year: int) -> None:
    if tops:
        rename(district, tops[0], date(year, 3, 18))
    if len(tops) > 1:
        upgrade_organisation(district, tops[1], date(year, 9, 10))


def _may_change(district: District, top: Organisation) -> bool:
    """Tell whether a change does not touch a school that is a known case already: silent, or with sign-in lists."""
    return not district.is_silent(top) and not district.school_of(top).habits.detail


def found_branch(district: District, top: Organisation, day: date) -> None:
    """Found a branch (新建) in mid-month, with people from its neighbours and one new member."""
    if day > district.as_of:
        return
    neighbours = [one for one in district.branches_below(top.code) if one.staff_branch]
    new = _new_branch(
        district, top, len(district.branches_below(top.code)) + 1, words("names")["branch_words"][len(neighbours)], day
    )
    for neighbour in neighbours[:4]:
        for one in district.roll(neighbour.code, day)[-4:-1]:
            transfer(district, one, new, day)
    roll = district.roll(new.code, day)
    roll[0].party_post, new.secretary = "书记", roll[0].person.name
    for one, post in zip(roll[1:], ("组织委员", "宣传委员"), strict=False):
        one.party_post = post
    district.events.append(Event(day, "新建", new.code, None, new.name, f"云教工委〔{day.year}〕{day.month + 10}号"))
    district.note_case("founded_branch", new.code)


def _new_branch(district: District, top: Organisation, number: int, word: str, day: date) -> Organisation:
    """Enter the `number`th branch of a school's organisation, called `word` (第一 …), without anyone in it yet."""
    school = district.school_of(top)
    stem = school.name.removeprefix(words("names")["district"])
    new = Organisation(
        f"{top.code}{number:03d}",
        f"{school.name}{word}党支部",
        f"{stem}{word.removeprefix('第')}支部",
        "党支部",
        top.code,
        [school.code],
        founded=day,
        term_ends=date(day.year + 3, day.month, day.day),
        principal=False,
        groups=0,
        centre=False,
        staff_branch=True,
    )
    district.organisations[new.code] = new
    return new


def dissolve_branch(district: District, top: Organisation, day: date) -> None:
    """Close a branch (撤销) in mid-month; its people go to two neighbours the next day."""
    if day > district.as_of:
        return
    staff = [one for one in district.branches_below(top.code) if one.staff_branch and one.active_on(day)]
    gone, heirs = staff[-1], staff[:2]
    gone.dissolved = day
    for number, one in enumerate(district.roll(gone.code, day)):
        transfer(district, one, heirs[number % len(heirs)], day + timedelta(days=1))
    gone.secretary = None
    district.events.append(Event(day, "撤销", gone.code, gone.name, None, f"云教工委〔{day.year}〕{day.month + 15}号"))
    district.note_case("dissolved_branch", gone.code)


def move_school(district: District, top: Organisation, day: date) -> None:
    """Move a school and its organisation to another 片区党委 (划转)."""
    areas = [one.code for one in district.organisations.values() if one.kind == "片区党委"]
    if day > district.as_of or len(areas) < 2:
        return
    old = str(top.parent)
    new = areas[(areas.index(old) + 1) % len(areas)]
    top.parent = district.school_of(top).area = new
    before, after = district.organisations[old].name, district.organisations[new].name
    district.events.append(Event(day, "划转", top.code, before, after, f"云教工委〔{day.year}〕9号"))
    district.note_case("moved_school", district.school_of(top).code)
    district.note_case("moved_organisation", top.code, old, new)


def rename(district: District, top: Organisation, day: date) -> None:
    """Give a school, and with it its organisation, a new name (更名); the codes stay."""
    if day > district.as_of:
        return
    school = district.school_of(top)
    district_name = words("names")["district"]
    old = top.name
    ending = "实验" + (school.stage if school.stage in ("小学", "幼儿园") else "学校")
    school.name = f"{district_name}云上{ending}"
    top.name, top.short = f"{school.name}{top.kind}", f"云上{ending}{top.kind}"
    top.former.append(old)
    top.names.append((day, old))
    district.events.append(Event(day, "更名", top.code, old, top.name, f"云教工委〔{day.year}〕5号"))
    district.note_case("renamed_school", school.code)
    district.note_case("renamed_organisation", top.code)


def upgrade_organisation(district: District, top: Organisation, day: date) -> None:
    """Turn a 党支部 into a 党总支 (升格, in types or in names) with two new branches, to which its people go."""
    if day > district.as_of:
        return
    school = district.school_of(top)
    old, document = top.name, f"云教工委〔{day.year}〕21号"
    people = district.roll(top.code, day)
    top.name, top.short = school.name + "党总支", top.short.removesuffix("党支部") + "党总支"
    top.kinds.append((day, "党支部"))
    top.names.append((day, old))
    top.former.append(old)
    top.kind, top.groups, top.staff_branch = "党总支", 0, None
    # Clerks write the types, or the names by which a committee knows the organisation before and after.
    sides = (_committee(old), _committee(top.name)) if district.seed % 2 else ("党支部", "党总支")
    district.events.append(Event(day, "升格", top.code, *sides, document))
    district.events.append(Event(day, "更名", top.code, old, top.name, document))
    for number, word in enumerate(("第一", "第二")):
        new = _new_branch(district, top, number + 1, word, day)
        for one in people[number::2]:
            transfer(district, one, new, day)
        roll = district.roll(new.code, day)
        roll[0].party_post, new.secretary = "书记", roll[0].person.name
        district.events.append(Event(day, "新建", new.code, None, new.name, document))
    district.note_case("upgraded_organisation", top.code)


def _committee(name: str) -> str:
    """Return the name of an organisation as a document has it: 中共…小学支部委员会 for …小学党支部."""
    return "中共" + name.replace("党总支", "总支部委员会").replace("党支部", "支部委员会")


def give_two_one_name(district: District, top: Organisation) -> None:
    """Give two people of one branch the same name; only 党员编号 tells them apart."""
    branch = next(one for one in district.branches_below(top.code) if one.staff_branch)
    one, other = district.by_branch[branch.code][-2:]
    other.person.name = one.person.name
    district.note_case("same_name_branch", branch.code)
    district.note_case("same_name_people", str(one.person.number), str(other.person.number))
