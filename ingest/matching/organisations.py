"""Which party organisation (党组织) a text means on a day: by code, name, former name or alias, never by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from rapidfuzz import fuzz, process

from ingest.matching.composed_names import composed_names
from ingest.matching.organisation_names import area_key, canonical_name, names_an_area, split_name
from ingest.text.chinese import organisation_text

AREA_TYPE = "片区党委"
DISTRICT_TYPE = "区委教育工委"
BRANCH_TYPES = frozenset({"党支部", "联合党支部"})
_DISTRICT_WORDS = frozenset({"教育工委", "区教育工委", "区委教育工委", "县教育工委", "县委教育工委"})
_SUGGESTIONS = 3
_LEAST_LIKENESS = 60.0


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation as the newest 党组织信息表 has it; both days of its life are inclusive."""

    code: str
    name: str
    short_name: str | None = None
    former_names: tuple[str, ...] = ()
    org_type: str | None = None
    parent_code: str | None = None
    school_codes: tuple[str, ...] = ()
    founded_on: date | None = None
    dissolved_on: date | None = None

    def is_active(self, day: date) -> bool:
        """Say whether the organisation existed on the day."""
        founded, dissolved = self.founded_on or date.min, self.dissolved_on or date.max
        return founded <= day <= dissolved

    @property
    def names(self) -> tuple[str, ...]:
        """Its names of today."""
        return tuple(filter(None, (self.name, self.short_name)))

    @property
    def label(self) -> str:
        """Name and code, as messages give them."""
        return f"{self.name}（{self.code}）"


@dataclass(frozen=True, slots=True)
class Renaming:
    """One 更名: from this day on the organisation has the new name."""

    code: str
    day: date
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A code, or the sentence that says why there is none; `is_unknown` if nothing of ours can be meant."""

    code: str | None
    message: str | None = None
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    """One organisation's claim to a name, valid on the days from `first` to `last` (both inclusive)."""

    code: str
    text: str
    first: date = date.min
    last: date = date.max


class OrganisationIndex:
    """Finds organisations by what clerks write. Answers are kept, so that a text and a day are looked up once."""

    def __init__(
        self,
        organisations: Iterable[Organisation],
        renamings: Iterable[Renaming] = (),
        aliases: Mapping[str, str] | None = None,
    ):
        self.by_code: dict[str, Organisation] = {each.code: each for each in organisations}
        self._codes = {organisation_text(code).upper(): code for code in self.by_code}
        self._aliases = {canonical_name(text): code for text, code in (aliases or {}).items()}
        self._exact: defaultdict[str, list[_Claim]] = defaultdict(list)
        self._names: defaultdict[str, list[_Claim]] = defaultdict(list)
        self._former: defaultdict[str, list[_Claim]] = defaultdict(list)
        self._stems: defaultdict[str, list[_Claim]] = defaultdict(list)
        self._areas: defaultdict[str, list[_Claim]] = defaultdict(list)
        self._districts: list[_Claim] = []
        self._children: defaultdict[str, list[str]] = defaultdict(list)
        renamed = _by_code(renamings)
        for organisation in self.by_code.values():
            self._register(organisation, renamed[organisation.code])
            if organisation.parent_code:
                self._children[organisation.parent_code].append(organisation.code)
        self._answers: dict[tuple[str, date | None, bool], Resolution] = {}
        self._choices = {
            (each.code, name): canonical_name(name) for each in self.by_code.values() for name in each.names
        }
        self._closest: dict[str, str] = {}

    def resolve(self, text: str, day: date | None, any_time: bool = False) -> Resolution:
        """Return the one organisation that the text means on the day.

        With `any_time`, or without a day, an organisation that did not exist on that day will do where no other can
        be meant. Two that could be meant are never chosen between.
        """
        key = (text, day, any_time)
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = self._resolve(text, day, any_time or day is None)
        return answer

    def below(self, code: str) -> list[str]:
        """Return the codes of the organisation and of all below it."""
        found, waiting = [], [code]
        seen = {code}
        while waiting:
            current = waiting.pop()
            found.append(current)
            for child in self._children.get(current, ()):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return found

    @cached_property
    def composed(self) -> Mapping[str, str]:
        """The names that nobody registered and that leave no doubt, in the compared form, with their codes."""
        own = {name: claims for name, claims in self._composed.items() if name not in self._names}
        return {name: claims[0].code for name, claims in own.items() if len({each.code for each in claims}) == 1}

    def suggestions(self, text: str) -> str:
        """Return the closest names with their codes, joined with 、; empty if none is close."""
        if text not in self._closest:
            found = process.extract(
                canonical_name(text),
                self._choices,
                scorer=fuzz.ratio,
                limit=2 * _SUGGESTIONS,
                score_cutoff=_LEAST_LIKENESS,
            )
            codes = list(dict.fromkeys(code for _, _, (code, _) in found))[:_SUGGESTIONS]
            self._closest[text] = "、".join(self.by_code[code].label for code in codes)
        return self._closest[text]

    def _register(self, organisation: Organisation, renamings: list[Renaming]) -> None:
        """Note every name of the organisation, each for the days on which it was its name."""
        code = organisation.code
        claims = _dated_names(code, renamings)
        dated = {canonical_name(claim.text) for claim in claims}
        claims += [_Claim(code, name) for name in organisation.names if canonical_name(name) not in dated]
        for claim in claims:
            self._claim(claim)
        for former in organisation.former_names:
            if canonical_name(former) not in dated:
                self._former[canonical_name(former)].append(_Claim(code, former))
        if organisation.org_type == DISTRICT_TYPE:
            self._districts.append(_Claim(code, organisation.name))
        if organisation.org_type == AREA_TYPE:
            self._areas[area_key(organisation.name)].append(_Claim(code, organisation.name))

    @cached_property
    def _composed(self) -> Mapping[str, list[_Claim]]:
        """The names that nobody registered, made of those that an organisation and the one above it have."""
        found: defaultdict[str, list[_Claim]] = defaultdict(list)
        for each in self.by_code.values():
            upper = self.by_code.get(each.parent_code or "")
            for name in composed_names(each.names, upper.names if upper is not None else ()):
                found[name].append(_Claim(each.code, name))
        return found

    def _claim(self, claim: _Claim) -> None:
        self._exact[organisation_text(claim.text)].append(claim)
        self._names[canonical_name(claim.text)].append(claim)
        stem, kind = split_name(claim.text)
        if kind is not None and kind != "教育工委" and stem:
            self._stems[stem].append(claim)

    def _tiers(self, text: str) -> Iterable[tuple[list[_Claim], bool]]:
        """Yield groups of claims, the most trusted first, and whether only claims valid on the day count."""
        code = self._codes.get(organisation_text(text).upper())
        if code is not None:
            yield [_Claim(code, text)], False
        plain = canonical_name(text)
        stem, kind = split_name(text)
        yield self._exact.get(organisation_text(text), []), True
        yield self._names.get(plain, []), True
        alias = self._aliases.get(plain)
        if alias in self.by_code:
            yield [_Claim(alias, text)], False
        yield self._former.get(plain, []), False
        yield self._names.get(plain, []), False
        yield self._composed.get(plain, []), False
        if kind is None:
            yield self._stems.get(stem, []), True
        if names_an_area(text):
            yield self._areas.get(area_key(text), []), False
        if plain in _DISTRICT_WORDS:
            yield self._districts, False

    def _resolve(self, text: str, day: date | None, any_time: bool) -> Resolution:
        outside: dict[str, None] = {}
        for claims, only_valid in self._tiers(text):
            codes = _codes(claims, day if only_valid else None)
            active = self._active(codes, day)
            if active:
                return Resolution(active[0]) if len(active) == 1 else Resolution(None, self._ambiguous(text, active))
            outside |= dict.fromkeys(codes)
        if not outside:
            return Resolution(None, self._unknown(text), is_unknown=True)
        if len(outside) > 1:
            return Resolution(None, self._ambiguous(text, list(outside)))
        (code,) = outside
        if any_time or day is None:
            return Resolution(code)
        return Resolution(None, self._not_active(text, self.by_code[code], day))

    def _active(self, codes: list[str], day: date | None) -> list[str]:
        """Return those that existed on the day; without a day those that still do, or all where none does."""
        if day is not None:
            return [code for code in codes if self.by_code[code].is_active(day)]
        return [code for code in codes if self.by_code[code].dissolved_on is None] or codes

    def _ambiguous(self, text: str, codes: list[str]) -> str:
        named = "、".join(self.by_code[code].label for code in codes[:6])
        more = "等" if len(codes) > 6 else ""
        return f"“{text}”对应不止一个党组织：{named}{more}。请改写党组织代码或全称。"

    def _not_active(self, text: str, organisation: Organisation, day: date) -> str:
        life = []
        if organisation.founded_on:
            life.append(f"{said(organisation.founded_on)}成立")
        if organisation.dissolved_on:
            life.append(f"{said(organisation.dissolved_on)}撤销")
        return (
            f"“{text}”（{organisation.code}）在{said(day)}不存在：该党组织{'，'.join(life)}。"
            "请核对日期，或改写当日存在的党组织。"
        )

    def _unknown(self, text: str) -> str:
        if not self.by_code:
            return f"“{text}”在党组织信息表中找不到：还没有报送党组织信息表。请先报送党组织信息表，再报送本表。"
        alias = self._aliases.get(canonical_name(text))
        if alias is not None:
            return f"别名表把“{text}”指向代码“{alias}”，而党组织信息表中没有这个代码。请联系区级管理员更正别名表。"
        close = self.suggestions(text)
        known = f"；相近的有：{close}。请改成其中一个" if close else "。请改成表中的名称或代码"
        return f"“{text}”在党组织信息表中找不到{known}；名称没有写错的，请联系区级管理员登记为别名。"


def _by_code(renamings: Iterable[Renaming]) -> defaultdict[str, list[Renaming]]:
    """Return the renamings of each organisation by day."""
    found: defaultdict[str, list[Renaming]] = defaultdict(list)
    for renaming in sorted(renamings, key=lambda each: each.day):
        found[renaming.code].append(renaming)
    return found


def _dated_names(code: str, renamings: list[Renaming]) -> list[_Claim]:
    """Return the names that renamings (in order) give and take, each with its days."""
    claims: list[_Claim] = []
    previous = date.min
    for place, renaming in enumerate(renamings):
        following = renamings[place + 1].day - timedelta(days=1) if place + 1 < len(renamings) else date.max
        if renaming.before:
            claims.append(_Claim(code, renaming.before, previous, renaming.day - timedelta(days=1)))
        if renaming.after:
            claims.append(_Claim(code, renaming.after, renaming.day, following))
        previous = renaming.day
    return claims


def _codes(claims: Iterable[_Claim], day: date | None) -> list[str]:
    """Return the organisations that claim the name, those whose claim is valid on the day if one is given."""
    return list(dict.fromkeys(c.code for c in claims if day is None or c.first <= day <= c.last))


def said(day: date) -> str:
    """Return a day as sentences write it."""
    return f"{day.year}年{day.month}月{day.day}日"
