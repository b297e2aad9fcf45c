"""What changed in the invented district: foundings, closings, moves and renamings."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.sample.district.district import World
from pipeline.sample.district.movements import people_move, transfer
from pipeline.sample.district.records import Event, Organisation
from pipeline.sample.district.vocabulary import words


def happen(world: World) -> None:
    """Let the changes of the years happen. Changes that a short or small district has no room for are left out."""
    year = world.last_closed_year
    schools = [one for one in world.schools.values() if not one.habits.silent]
    large = [
        top
        for top in world.tops()
        if not world.silent(top) and len(world.below(top.code)) >= 6 and not world.of_school(top).habits.detail
    ]
    small = [
        top
        for top in world.tops()
        if top.kind == "党支部"
        and not world.silent(top)
        and world.of_school(top).habits.numbers
        and not world.of_school(top).habits.detail
    ]
    if large:
        found_branch(world, large[0], date(year, 5, 15))
        dissolve_branch(world, large[min(1, len(large) - 1)], date(year, 6, 18))
    if len(large) > 2:
        move_school(world, large[2], date(year, 4, 10))
    if small:
        rename(world, small[0], date(year, 3, 18))
    if len(small) > 1:
        raise_up(world, small[1], date(year, 9, 10))
    if large:
        same_name(world, large[-1])
    for school in schools:
        people_move(world, school.code)


def found_branch(world: World, top: Organisation, day: date) -> None:
    """新建: a branch founded in mid-month with people from its neighbours and one new member."""
    if day > world.as_of:
        return
    neighbours = [one for one in world.below(top.code) if one.staff_branch]
    new = _new_branch(world, top, len(world.below(top.code)) + 1, words("names")["branch_words"][len(neighbours)], day)
    for neighbour in neighbours[:4]:
        for one in world.roll(neighbour.code, day)[-4:-1]:
            transfer(world, one, new, day)
    roll = world.roll(new.code, day)
    roll[0].party_post, new.secretary = "书记", roll[0].person.name
    for one, post in zip(roll[1:], ("组织委员", "宣传委员"), strict=False):
        one.party_post = post
    world.events.append(Event(day, "新建", new.code, None, new.name, f"云教工委〔{day.year}〕{day.month + 10}号"))
    world.mark("founded_branch", new.code)


def _new_branch(world: World, top: Organisation, number: int, word: str, day: date) -> Organisation:
    """Enter the `number`th branch of a school's organisation, called `word` (第一 …), without anyone in it yet."""
    school = world.of_school(top)
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
    world.organisations[new.code] = new
    return new


def dissolve_branch(world: World, top: Organisation, day: date) -> None:
    """撤销: a branch closes in mid-month, its people go to two neighbours the next day."""
    if day > world.as_of:
        return
    staff = [one for one in world.below(top.code) if one.staff_branch and one.active_on(day)]
    gone, heirs = staff[-1], staff[:2]
    gone.dissolved = day
    for number, one in enumerate(world.roll(gone.code, day)):
        transfer(world, one, heirs[number % len(heirs)], day + timedelta(days=1))
    gone.secretary = None
    world.events.append(Event(day, "撤销", gone.code, gone.name, None, f"云教工委〔{day.year}〕{day.month + 15}号"))
    world.mark("dissolved_branch", gone.code)


def move_school(world: World, top: Organisation, day: date) -> None:
    """划转: a school and its organisation go to another 片区党委."""
    areas = [one.code for one in world.organisations.values() if one.kind == "片区党委"]
    if day > world.as_of or len(areas) < 2:
        return
    old = str(top.parent)
    new = areas[(areas.index(old) + 1) % len(areas)]
    top.parent = world.of_school(top).area = new
    before, after = world.organisations[old].name, world.organisations[new].name
    world.events.append(Event(day, "划转", top.code, before, after, f"云教工委〔{day.year}〕9号"))
    world.mark("moved_school", world.of_school(top).code)
    world.mark("moved_organisation", top.code, old, new)


def rename(world: World, top: Organisation, day: date) -> None:
    """更名: a school, and with it its organisation, takes a new name; the codes stay."""
    if day > world.as_of:
        return
    school = world.of_school(top)
    district = words("names")["district"]
    old = top.name
    ending = "实验" + (school.stage if school.stage in ("小学", "幼儿园") else "学校")
    school.name = f"{district}云上{ending}"
    top.name, top.short = f"{school.name}{top.kind}", f"云上{ending}{top.kind}"
    top.former.append(old)
    top.names.append((day, old))
    world.events.append(Event(day, "更名", top.code, old, top.name, f"云教工委〔{day.year}〕5号"))
    world.mark("renamed_school", school.code)
    world.mark("renamed_organisation", top.code)


def raise_up(world: World, top: Organisation, day: date) -> None:
    """升格: a 党支部 becomes a 党总支 with two new branches, and its people go to them."""
    if day > world.as_of:
        return
    school = world.of_school(top)
    old, document = top.name, f"云教工委〔{day.year}〕21号"
    people = world.roll(top.code, day)
    top.name, top.short = school.name + "党总支", top.short.removesuffix("党支部") + "党总支"
    top.kinds.append((day, "党支部"))
    top.names.append((day, old))
    top.former.append(old)
    top.kind, top.groups, top.staff_branch = "党总支", 0, None
    world.events.append(Event(day, "升格", top.code, "党支部", "党总支", document))
    world.events.append(Event(day, "更名", top.code, old, top.name, document))
    for number, word in enumerate(("第一", "第二")):
        new = _new_branch(world, top, number + 1, word, day)
        for one in people[number::2]:
            transfer(world, one, new, day)
        roll = world.roll(new.code, day)
        roll[0].party_post, new.secretary = "书记", roll[0].person.name
        world.events.append(Event(day, "新建", new.code, None, new.name, document))
    world.mark("raised_organisation", top.code)


def same_name(world: World, top: Organisation) -> None:
    """Two people of one name in one branch; only 党员编号 tells them apart."""
    branch = next(one for one in world.below(top.code) if one.staff_branch)
    one, other = world.by_branch[branch.code][-2:]
    other.person.name = one.person.name
    world.mark("same_name_branch", branch.code)
    world.mark("same_name_people", str(one.person.number), str(other.person.number))
