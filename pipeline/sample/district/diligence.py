"""How carefully an organisation keeps up what it owes: good ones always, the others with gaps in some years."""

from __future__ import annotations

from pipeline.sample.district.district import World
from pipeline.sample.district.records import Membership, Organisation
from pipeline.sample.district.vocabulary import dice

ALWAYS = 0.985  # from this diligence on nothing is left undone


class Care:
    """One organisation's care for one ledger, with dice of its own. In a slack year some things stay undone."""

    def __init__(self, world: World, organisation: Organisation, ledger: str) -> None:
        self.rng = dice(world.seed, ledger, organisation.code)
        own = organisation.diligence
        habits = world.of_school(organisation).habits
        self.zeal = habits.diligence if own is None else own
        self.weak = 1 - self.zeal
        self.number_written = not habits.names_only
        self.last_year = world.as_of.year
        self._slack = {
            year: self.zeal < ALWAYS and self.rng.random() < 0.02 + self.weak * 2.6
            for year in range(world.first_year, world.as_of.year + 1)
        }

    def done(self, year: int, chance: float = 0.8) -> bool:
        """Whether one thing of a year is done: always, or with this chance in a slack year."""
        return not self._slack[year] or self.rng.random() < chance

    def slack(self, year: int) -> bool:
        """Whether the organisation had other things on its mind in a year."""
        return self._slack[year]

    def person(self, one: Membership) -> dict[str, object]:
        """The columns that say who it is."""
        return {
            "姓名": one.person.name,
            "党员编号": one.person.number if self.number_written else None,
            "_person": one.person.key,
        }


NOBODY: dict[str, object] = {"姓名": None, "党员编号": None, "_person": None}


def secretary(world: World, organisation: Organisation, roll: list[Membership]) -> Membership | None:
    """The 书记 among those on the roll: by the register's name, else by the post."""
    named = [one for one in roll if one.person.name == organisation.secretary]
    posted = [one for one in roll if one.party_post == "书记"]
    return next(iter(named or posted), None)
