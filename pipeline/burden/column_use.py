"""Which columns of which ledgers an indicator is counted from, and which are read for any page or file at all.

A column is followed from staging, by its name, through what each model makes of it. What is said to be unused is read
by nothing; what is said to be used may be read for a condition alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from ingest.ledger import Ledger, load_ledgers
from ingest.schema import sources_of_content
from pipeline.burden.model_text import ModelText, read_model
from pipeline.policy.figure_file import Figure
from pipeline.policy.indicator_file import Indicator
from pipeline.policy.measures import Measure, PresenceRule, measures

Asked = tuple[str, str]
"""Ledger and column."""
Sources = Mapping[str, frozenset[Asked]]
"""What each column of a model is made of."""

_KINDS_OF_ACTIVITY = {"activity_kind": "int_activity"}
"""A measure's rows that are no model: int_measure_row makes them of one."""
_MEMBERS, _ORGANISATIONS, _SCHOOLS = "int_member_due", "int_scope", "int_unit_school_covered"
"""Whom an indicator is asked of."""
_OF_THE_DISTRICT = ("区级管理员",)
"""Who alone sends in the registers of schools and organisations."""
_WHOSE = frozenset({"org_code", "school_code"})
"""Whose row it is: read of every row that counts."""
_COUNTED = {"amount", "times", "given", "holds", "positive"}
"""Keys of a measure that name what is counted or added up."""
_NO_COLUMNS = {"what", "rows", "category_from", "equals", "attendance", "ledgers", "made_good", "confidential"}
"""Keys of a measure that name no column."""


class ColumnUse:
    """Answers for the models of a project."""

    def __init__(self, folder: Path) -> None:
        texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.rglob("*.sql")}
        self._models = {name: read_model(sql, texts) for name, sql in texts.items()}
        self._marts = {path.stem for path in (folder / "marts").glob("*.sql")}
        self.columns = cache(self._columns)
        self.decided_by = cache(self._decided_by)

    def read_for_pages(self, figures: Iterable[Figure]) -> frozenset[Asked]:
        """Return what some mart hands on or is decided by, what figures count, and what says that a ledger was sent."""
        known = measures()
        counted = (self.of_measure(known.measures[one.measure]) for figure in figures for _, one in figure.sides())
        sent = (self._sent(one) for one in known.presences.values() if one.rows is not None)
        return _all([*(self._all_of(mart) for mart in self._marts), *counted, *sent])

    def _sent(self, presence: PresenceRule) -> frozenset[Asked]:
        rows = str(presence.rows)
        columns = self.columns(rows if rows in self._models else f"stg_{rows}")
        names = {str(presence.day), *presence.equals, *presence.for_good_where, *_WHOSE}
        return _all(columns.get(name, frozenset()) for name in names)

    def of_indicator(self, indicator: Indicator) -> frozenset[Asked]:
        """Return what is counted for an indicator, out of whom, and what decides which rows are."""
        known = measures().measures
        counted = (self.of_measure(known[choice.measure]) for _, choice in indicator.measures())
        used = _all([*counted, *(self._all_of(model) for model in _asked_of(indicator))])
        allowed = _feeding(indicator)
        return frozenset(one for one in used if one[0] in allowed)

    def of_measure(self, measure: Measure) -> frozenset[Asked]:
        """Return what the rows of a measure are made of, as far as it names it, and what decides about them."""
        model = _KINDS_OF_ACTIVITY.get(measure.rows, measure.rows)
        columns = self.columns(model)
        names = named(measure) | _WHOSE
        return _all([*(columns.get(name, frozenset()) for name in names), self.decided_by(model)])

    def counted(self, indicator: Indicator) -> frozenset[Asked]:
        """Return the columns whose values are counted or added up for an indicator: without them there is no number."""
        chosen = [measures().measures[choice.measure] for _, choice in indicator.measures()]
        made_of = (
            self.columns(_KINDS_OF_ACTIVITY.get(one.rows, one.rows)).get(name, frozenset())
            for one in chosen
            for name in _names(one, _COUNTED)
        )
        return frozenset(one for one in _all(made_of) if one[0] in indicator.ledgers)

    def _all_of(self, model: str) -> frozenset[Asked]:
        return _all([*self.columns(model).values(), self.decided_by(model)])

    def _columns(self, model: str) -> Sources:
        """Return what each column of a model is made of; none where there is no such model (a standard)."""
        text = self._models.get(model)
        if text is None:
            return {}
        before = self._before(text)
        found = {name: self._sources(name, text, before, frozenset()) for name in text.made_of}
        return {**before, **found} if text.hands_all_on else found

    def _before(self, text: ModelText) -> dict[str, frozenset[Asked]]:
        """Return what the columns are made of that a model reads."""
        read = [self.columns(name) for name in text.reads]
        read += [_landed(load_ledgers()[name]) for name in text.ledgers if name in load_ledgers()]
        names = {name for columns in read for name in columns}
        return {name: _all(columns.get(name, frozenset()) for columns in read) for name in names}

    def _sources(self, name: str, text: ModelText, before: Sources, seen: frozenset[str]) -> frozenset[Asked]:
        """Follow a name through the CTEs of a model to what the model reads."""
        if name in seen:
            return frozenset()
        inner = (self._sources(one, text, before, seen | {name}) for one in text.made_of.get(name, ()) if one != name)
        return _all([before.get(name, frozenset()), *inner])

    def _decided_by(self, model: str) -> frozenset[Asked]:
        """Return what decides about the rows of a model, in itself and in all that it reads."""
        text = self._models.get(model)
        if text is None:
            return frozenset()
        before = self._before(text)
        own = (self._sources(name, text, before, frozenset()) for name in text.decides)
        return _all([*own, *(self.decided_by(name) for name in text.reads)])


def named(measure: Measure) -> frozenset[str]:
    """Return the columns that a measure names."""
    return _names(measure, set(Measure.model_fields) - _NO_COLUMNS) | frozenset(measure.equals)


def _names(measure: Measure, keys: set[str]) -> frozenset[str]:
    told = measure.model_dump(include=keys, exclude_none=True).values()
    return frozenset(name for one in told for name in ((one,) if isinstance(one, str) else one))


def _asked_of(indicator: Indicator) -> list[str]:
    """Return the models that say whom an indicator is asked of."""
    members = [_MEMBERS] if _is_of_members(indicator) else []
    return [_ORGANISATIONS, *members, *([_SCHOOLS] if indicator.parameters.subjects == "schools" else [])]


def _feeding(indicator: Indicator) -> frozenset[str]:
    """Return the ledgers whose columns can count for an indicator: its own, those that prove, and the registers."""
    if indicator.fed_by is None:
        return frozenset(load_ledgers())
    known = measures().measures
    registers = {one.id for one in load_ledgers().values() if one.complete or one.uploaded_by == _OF_THE_DISTRICT}
    return indicator.ledgers | _proving(known[choice.measure] for _, choice in indicator.measures()) | registers


def _is_of_members(indicator: Indicator) -> bool:
    chosen = indicator.parameters
    return bool(chosen.subjects == "members" or chosen.per_members or indicator.method.startswith("member"))


def _proving(chosen: Iterable[Measure]) -> frozenset[str]:
    """Return the ledger that proves attendance, where one of the measures is of activities."""
    return frozenset({"attendance"} if any(one.rows in _KINDS_OF_ACTIVITY for one in chosen) else ())


def _landed(ledger: Ledger) -> Sources:
    """Return of which columns of a ledger each landed one is made."""
    return {
        name: frozenset((ledger.id, one) for one in made_of) for name, made_of in sources_of_content(ledger).items()
    }


def _all(parts: Iterable[frozenset[Asked]]) -> frozenset[Asked]:
    return frozenset().union(*parts)
