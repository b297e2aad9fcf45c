"""Which school a text means: by code, by its whole name, or by its name without the place where only one has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from ingest.matching.organisation_names import school_key, split_name, without_place
from ingest.matching.organisations import Resolution
from ingest.text.chinese import organisation_text

_SUGGESTIONS = 3
_LEAST_LIKENESS = 60.0


class SchoolIndex:
    """Finds schools by code or name."""

    def __init__(self, names: Mapping[str, str]):
        """Take names by school code (学校代码)."""
        self.names = dict(names)
        self._codes = {organisation_text(code).upper(): code for code in names}
        self._whole: defaultdict[str, list[str]] = defaultdict(list)
        self._short: defaultdict[str, list[str]] = defaultdict(list)
        for code, name in names.items():
            self._whole[school_key(name)].append(code)
            self._short[without_place(school_key(name))].append(code)
        self._answers: dict[str, Resolution] = {}

    def resolve(self, text: str) -> Resolution:
        """Return the one school that the text means, or the sentence that says why there is none."""
        answer = self._answers.get(text)
        if answer is None:
            answer = self._answers[text] = self._resolve(text)
        return answer

    @property
    def by_name(self) -> dict[str, str]:
        """The code of every school by its name as names are compared, and by that without the place if it is alone."""
        names = (*self._short.items(), *self._whole.items())
        return {name: codes[0] for name, codes in names if len(codes) == 1}

    def of_organisation(self, org_name: str) -> str | None:
        """Return the school whose name the organisation's name is, without its kind; None if not exactly one."""
        stem = split_name(org_name)[0]
        found = self._whole.get(stem) or self._short.get(without_place(stem), [])
        return found[0] if len(found) == 1 else None

    def _resolve(self, text: str) -> Resolution:
        code = self._codes.get(organisation_text(text).upper())
        key = school_key(text)
        # A place in the text may be another district's, so only a text without one meets names without theirs.
        found = [code] if code is not None else self._whole.get(key) or self._short.get(key, [])
        if len(found) == 1:
            return Resolution(found[0])
        if found:
            named = "、".join(f"{self.names[code]}（{code}）" for code in found[:6])
            return Resolution(None, f"“{text}”对应不止一所学校：{named}。请改写学校代码或全称。")
        if not self.names:
            return Resolution(
                None, f"“{text}”在学校信息表中找不到：还没有报送学校信息表。请先报送学校信息表，再报送本表。"
            )
        close = process.extract(
            without_place(key),
            {code: without_place(school_key(name)) for code, name in self.names.items()},
            scorer=fuzz.ratio,
            limit=_SUGGESTIONS,
            score_cutoff=_LEAST_LIKENESS,
        )
        if close:
            named = "、".join(f"{self.names[code]}（{code}）" for _, _, code in close)
            return Resolution(None, f"“{text}”在学校信息表中找不到；相近的有：{named}。请改成其中一个。")
        return Resolution(None, f"“{text}”在学校信息表中找不到。请改成表中的学校名称或代码。")
