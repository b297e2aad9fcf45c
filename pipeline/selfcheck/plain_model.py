"""What counts of a ledger, said as plainly as it can be: every file's statement is kept, and the newest word wins.

Shares no code with what lands rows. A statement that is withdrawn is as though it had never been made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, str]
Word = Row | None
"""What a file says of a key: some columns; None if a complete file says that there is no such row."""


@dataclass(frozen=True)
class Statement:
    """A file as it was handed in, and the batch that the hand-in made (None: it made none)."""

    file: str
    columns: Sequence[str]
    rows: Mapping[str, Row]
    batch: str | None


@dataclass
class Model:
    """The statements of all files in the order in which they came: (batch, file, key, word)."""

    required: Sequence[str]
    columns: Sequence[str]
    words: list[tuple[str, str, str, Word]] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)

    def withdraw(self, batch: str) -> None:
        """Take back what a batch says."""
        self.withdrawn.add(batch)

    def hand_in(self, statements: Sequence[Statement], replace: bool) -> None:
        """Take files in, in their order. With `replace` each is complete, and they speak for one another."""
        known = set(self.live())
        before = {key for _, _, key, _ in self.words}
        taken = [(each, rows) for each in statements if (rows := self._sound(each, known)) is not None]  # else refused
        delivered = {key for each, _ in taken for key in each.rows}
        for each, rows in taken:
            words: dict[str, Word] = {key: each.rows[key] for key in rows}
            if replace and len(rows) == len(each.rows):
                words |= dict.fromkeys(sorted(before - delivered))
            self._say(each, words)
            before |= set(rows)

    def _say(self, each: Statement, words: Mapping[str, Word]) -> None:
        batch = each.batch or self._batch_of(each.file)
        self.words += [(batch, each.file, key, word) for key, word in words.items()]

    def _sound(self, each: Statement, known: set[str]) -> list[str] | None:
        """Return the keys that are taken in: a new row needs the required columns; None if nothing but such came."""
        if set(self.required) <= set(each.columns):
            known.update(each.rows)
            return list(each.rows)
        sound = [key for key in each.rows if key in known]
        return sound or None

    def _batch_of(self, file: str) -> str:
        """Return the newest batch of a file that has said all this before."""
        own = [batch for batch, name, _, _ in self.words if name == file and batch not in self.withdrawn]
        return own[-1] if own else "nowhere"

    def live(self) -> dict[str, dict[str, str | None]]:
        """Return what counts: of every key the newest word on each column, if every required column has one."""
        found: dict[str, dict[str, str]] = {}
        for batch, _, key, word in self.words:
            if batch in self.withdrawn:
                continue
            if word is None:
                found.pop(key, None)
            else:
                found.setdefault(key, {}).update(word)
        return {
            key: {name: row.get(name) or None for name in self.columns}
            for key, row in found.items()
            if all(name in row for name in self.required)
        }
