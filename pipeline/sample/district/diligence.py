"""How reliably an organisation does what it owes: good ones always, the others with gaps in some years."""

from __future__ import annotations

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation
from pipeline.sample.district.vocabulary import random_for

ALWAYS = 0.985  # from this diligence on nothing is left undone


class Diligence:
    """One organisation's diligence for one ledger, by random numbers of its own; a slack year leaves things undone."""

    def __init__(self, district: District, organisation: Organisation, ledger: str) -> None:
        self.rng = random_for(district.seed, ledger, organisation.code)
        own = organisation.diligence
        habits = district.school_of(organisation).habits
        self.level = habits.diligence if own is None else own
        self.weakness = 1 - self.level
        self.number_written = not habits.names_only
        self.last_year = district.as_of.year
        self._slack_years = {
            year: self.level < ALWAYS and self.rng.random() < 0.02 + self.weakness * 2.6
            for year in range(district.first_year, district.as_of.year + 1)
        }

    def done(self, year: int, chance: float = 0.8) -> bool:
        """Tell whether one thing of a year is done: always, or with this chance in a slack year."""
        return not self._slack_years[year] or self.rng.random() < chance

    def is_slack_year(self, year: int) -> bool:
        """Tell whether some things stay undone in a year."""
        return self._slack_years[year]

    def person(self, one: Membership) -> dict[str, object]:
        """Return the columns that say who it is."""
        return {
            "姓名": one.person.name,
            "党员编号": one.person.number if self.number_written else None,
            "_person": one.person.key,
        }


NOBODY: dict[str, object] = {"姓名": None, "党员编号": None, "_person": None}


def secretary(district: District, organisation: Organisation, roll: list[Membership]) -> Membership | None:
    """Return the 书记 among those on the roll: by the register's name, else by the post."""
    named = [one for one in roll if one.person.name == organisation.secretary]
    posted = [one for one in roll if one.party_post == "书记"]
    return next(iter(named or posted), None)
