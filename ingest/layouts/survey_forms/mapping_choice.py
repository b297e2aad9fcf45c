"""Which mapping fits a sheet of forms (答卷): by a word in its titles, else by the texts of its questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from ingest.errors import UserError
from ingest.layouts.survey_forms.mapping import Form, Source, SurveyForms
from ingest.layouts.survey_forms.sheet import FormSheet, Question
from ingest.text.chinese import normalise, simplify

_LISTED = 30
_CANDIDATES_NAMED = 3
_AGAIN = "然后重新报送，整个文件没有入库。"


class NoMapping(UserError):
    """No mapping fits; a skeleton of one goes back with the sentence."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A form of a survey laid over a sheet; `places` are the columns of its questions, in the order of its sources."""

    survey: SurveyForms
    form: Form
    places: tuple[int | None, ...]
    by_text: int
    doubtful: tuple[str, ...]

    @property
    def lacking(self) -> list[Source]:
        """The questions that the sheet does not have."""
        return [source for source, place in zip(self.form.sources, self.places, strict=True) if place is None]

    def place_of(self, source: Source) -> int:
        """Return the column of one of the form's questions."""
        place = self.places[self.form.sources.index(source)]
        assert place is not None
        return place


def choose(sheet: FormSheet, surveys: Sequence[SurveyForms]) -> Chosen:
    """Return the one mapping that fits; UserError says why none does."""
    fitting = _fitting(sheet, [_lay(sheet, survey, form) for survey in surveys for form in survey.forms])
    if not fitting:
        raise NoMapping(_unmapped(sheet))
    most = max(each.by_text for each in fitting)
    best = [each for each in fitting if each.by_text == most]
    if len(best) > 1:
        raise _several(sheet, best)
    if best[0].doubtful:
        raise UserError(
            f"答卷对照“{best[0].survey.file}”的“{best[0].form.name}”中，{best[0].doubtful[0]}。请改写题目全文或题号，{_AGAIN}"
        )
    return best[0]


def _fitting(sheet: FormSheet, laid: list[Chosen]) -> list[Chosen]:
    """Return the mappings that a word in the titles names, else those that fit by the texts of all their questions."""
    named = [each for each in laid if _is_named(each.form, sheet.titles)]
    if named:
        return _complete(named) or _refuse(sheet, named)
    fitting = [each for each in _complete(laid) if each.by_text == len(each.places)]
    return [each for each in fitting if not each.form.words] or fitting


def _complete(laid: list[Chosen]) -> list[Chosen]:
    return [each for each in laid if not each.lacking]


def _refuse(sheet: FormSheet, named: list[Chosen]) -> NoReturn:
    raise _lacking(sheet, min(named, key=lambda each: len(each.lacking)))


def _is_named(form: Form, titles: str) -> bool:
    return any(simplify(normalise(word)) in titles for word in form.words)


def _lay(sheet: FormSheet, survey: SurveyForms, form: Form) -> Chosen:
    """Lay a form over the sheet. What a text says comes first; a number never takes a column that a text has."""
    found = [sheet.find(source.text, source.number) for source in form.sources]
    taken = {questions[0].place for questions, by_text in found if by_text}
    free = [questions if by_text else _not_taken(questions, taken) for questions, by_text in found]
    places = tuple(next((each.place for each in questions), None) for questions in free)
    doubtful = (*_of_several_columns(form, free), *_used_twice(sheet, places))
    return Chosen(survey, form, places, [by_text for _, by_text in found].count(True), doubtful)


def _not_taken(questions: list[Question], taken: set[int]) -> list[Question]:
    return [each for each in questions if each.place not in taken]


def _of_several_columns(form: Form, found: list[list[Question]]) -> Iterator[str]:
    for source, questions in zip(form.sources, found, strict=True):
        if len(questions) > 1:
            named = "；".join(each.label for each in questions[:_CANDIDATES_NAMED])
            yield f"{source.label}对应不止一列（{named}）"


def _used_twice(sheet: FormSheet, places: Sequence[int | None]) -> list[str]:
    used = [place for place in places if place is not None]
    twice = next((place for place in used if used.count(place) > 1), None)
    if twice is None:
        return []
    header = next(each.label for each in (*sheet.questions, *sheet.known_beforehand) if each.place == twice)
    return [f"“{header}”这一列用了两次"]


def _several(sheet: FormSheet, best: Sequence[Chosen]) -> UserError:
    named = "、".join(f"“{each.survey.file}”的“{each.form.name}”" for each in best)
    return UserError(
        f"工作表“{sheet.sheet.name}”的答卷有不止一种读法：{named}。"
        f"请在对照文件的“文件”中写上能区分的词（文件名中要有这个词），{_AGAIN}"
    )


def _lacking(sheet: FormSheet, chosen: Chosen) -> UserError:
    named = "、".join(source.label for source in chosen.lacking)
    return UserError(
        f"工作表“{sheet.sheet.name}”按“{chosen.survey.file}”的“{chosen.form.name}”读，但没有找到这些题：{named}。"
        f"表中的题有：{_questions(sheet)}。请改正对照文件中的题目或题号，{_AGAIN}"
    )


def _unmapped(sheet: FormSheet) -> str:
    return (
        f"工作表“{sheet.sheet.name}”是网上问卷导出的答卷，还没有写明每道题怎样读。表中的题有：{_questions(sheet)}。"
        "同一文件夹中的“答卷对照”文件已经列好这些题：请用记事本打开，填写测评名称、类型、评议人类别、党组织和每题的评议项目，"
        f"放到数据文件夹的 layouts 中，{_AGAIN}"
    )


def _questions(sheet: FormSheet) -> str:
    named = [each.label for each in sheet.questions[:_LISTED]]
    return "；".join(named) + ("等" if len(sheet.questions) > _LISTED else "")
