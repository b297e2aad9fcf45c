"""荣誉与品牌, 宣传与舆情信访, and 德育 of the invented district."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.diligence import NOBODY, Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Rows, School
from pipeline.sample.district.vocabulary import random_for, weighted, words

LEVELS = (("校级", 40), ("片区级", 20), ("区级", 25), ("市级", 10), ("省级", 4), ("国家级", 1))


def honours(district: District, top: Organisation) -> Rows:
    """Return what a school's organisation, its branches and its members were given."""
    awards = _Awards(district, top)
    awards.brand_and_project()
    for year in district.years:
        awards.of_organisation(year)
    awards.model_posts()
    return awards.rows


class _Awards:
    """The honours of one school's organisation, written down as they are given."""

    def __init__(self, district: District, top: Organisation) -> None:
        self.district, self.top = district, top
        self.diligence = Diligence(district, top, "honour")
        self.rng, self.phrases = self.diligence.rng, words("paperwork")
        self.rows: Rows = []

    def brand_and_project(self) -> None:
        """Give what is given once: a 党建品牌, a 书记项目."""
        rng, top, diligence = self.rng, self.top.code, self.diligence
        start = date(self.district.first_year, 1, 10) + timedelta(days=rng.randint(0, 300))
        if rng.random() < diligence.level - diligence.weakness * 3:
            self._give(top, NOBODY, "党建品牌", rng.choice(self.phrases["brands"]), weighted(rng, LEVELS), start)
        if rng.random() < 0.3:
            later = start + timedelta(days=200)
            self._give(top, NOBODY, "书记项目", rng.choice(self.phrases["projects"]), "区级", later)

    def of_organisation(self, year: int) -> None:
        """Give what a year brings to the organisation and to members of its branches."""
        rng, top = self.rng, self.top.code
        summer = date(year, 7, 1) - timedelta(days=rng.randint(1, 9))
        if rng.random() < 0.35:
            self._give(top, NOBODY, "先进党组织", f"{year}年度先进基层党组织", weighted(rng, LEVELS[1:]), summer)
        if rng.random() < 0.3:
            day = meeting_day(rng, year, 11)
            self._give(top, NOBODY, "创新奖", rng.choice(self.phrases["innovation"]), weighted(rng, LEVELS[2:]), day)
        if rng.random() < 0.06:
            self._give(top, NOBODY, "双创", rng.choice(self.phrases["double"]), "省级", meeting_day(rng, year, 10))
        for branch, one in self._members(summer):
            if rng.random() < 0.035:
                kind, title = ("优秀党员", "优秀共产党员") if not one.party_post else ("优秀党务工作者",) * 2
                who = self.diligence.person(one)
                self._give(branch.code, who, kind, f"{year}年{title}", weighted(rng, LEVELS), summer)

    def model_posts(self) -> None:
        """Give the posts of model members, branch by branch."""
        for branch in self.district.branches_below(self.top.code):
            day = date(self.district.first_year, 3, 1) + timedelta(days=self.rng.randint(0, 900))
            for one in self.district.roll(branch.code, day):
                if self.rng.random() < 0.04 + self.diligence.level * 0.1:
                    kind, who = self.rng.choice(("示范岗", "先锋岗")), self.diligence.person(one)
                    self._give(branch.code, who, kind, f"党员{self.rng.choice(self.phrases['posts'])}", "校级", day)

    def _members(self, day: date) -> Iterator[tuple[Organisation, Membership]]:
        for branch in self.district.branches_below(self.top.code):
            for one in self.district.roll(branch.code, day):
                yield branch, one

    def _give(self, code: str, who: dict[str, object], kind: str, title: str, level: str, day: date) -> None:
        if day <= self.district.as_of and self.district.organisations[code].active_on(day):
            head: dict[str, object] = {"党组织": code, **who, "类型": kind, "名称": title}
            self.rows.append({**head, "级别": level, "授予日期": day})


def publicity(district: District, top: Organisation) -> Rows:
    """Return reports about a school by level, and 舆情 and 信访 with the day by which they had to be answered."""
    diligence = Diligence(district, top, "publicity")
    rng = diligence.rng
    rows: Rows = []

    def note(day: date, kind: str, level: str | None, due: date | None, closed: date | None) -> None:
        if day <= district.as_of and top.active_on(day):
            head: dict[str, object] = {"编号": f"XC{day.year}-{top.code[4:]}-{len(rows) + 1:03d}", "党组织": top.code}
            over = closed if closed and closed <= district.as_of else None
            rows.append({**head, "日期": day, "类型": kind, "级别": level, "应办结日期": due, "办结日期": over})

    busy = rng.uniform(0.25, 0.95)
    for year in district.years:
        for month in range(1, 13):
            if rng.random() < busy:
                note(meeting_day(rng, year, month), "报道", weighted(rng, LEVELS), None, None)
        for kind, most in (("舆情", 2), ("信访", 4)):
            for _ in range(rng.randint(0, most)):
                day = date(year, rng.randint(1, 12), rng.randint(1, 28))
                due = day + timedelta(days=7 if kind == "舆情" else 30)
                closed: date | None = due - timedelta(days=rng.randint(0, 6))
                if rng.random() < diligence.weakness * 1.5:
                    closed = due + timedelta(days=rng.randint(1, 25)) if rng.random() < 0.7 else None
                note(day, kind, None, due, closed)
    return rows


def moral_education(district: District, school: School) -> Rows:
    """Return how often a school did what, month by month; nothing in the summer."""
    rng = random_for(district.seed, "moral_education", school.code)
    rows: Rows = []
    for year in district.years:
        for month in (1, 2, 3, 4, 5, 6, 9, 10, 11, 12):
            for item in words("paperwork")["moral_education"]:
                day = date(year, month, 1)
                if day <= district.as_of and rng.random() < school.habits.diligence:
                    count = rng.randint(2, max(3, school.staff // 4))
                    rows.append({"学校": school.code, "月份": day, "项目": item, "数量": count})
    return rows
