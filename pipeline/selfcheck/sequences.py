"""Random sequences of hand-ins, corrections, complete files and withdrawals, held against a model of a few lines.

Among them the index of the home is lost, cut or of before, as after a crash or a restore, and batches are put together.
`python -m pipeline.selfcheck.sequences --sequences 2000` is the slow sweep.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl

from ingest.faults import Fault
from ingest.landing.index.tables import FILE
from ingest.landing.index_faults import Remade, index_faults
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from ingest.run import ingest
from ingest.schema import QUALITY
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.plain_model import Model, Statement
from pipeline.settings import PROJECT
from pipeline.warehouse.build_input import RETIRED, lay_out_ledger

HEADERS = {
    "problem_no": "问题编号", "org": "党组织", "source": "问题来源", "category": "问题类别", "raised_on": "提出日期",
    "description": "问题描述", "due_on": "整改期限", "closed_on": "完成日期", "action": "整改措施",
}  # fmt: skip
REQUIRED = ("source", "category", "raised_on", "description", "due_on")
_ALWAYS = ("problem_no", "org")
_COLUMNS = tuple(name for name in HEADERS if name not in _ALWAYS)
_SHAPES = (
    _COLUMNS,
    tuple(name for name in _COLUMNS if name != "closed_on"),
    tuple(name for name in _COLUMNS if name not in ("action", "closed_on")),
    ("category", "raised_on", "closed_on"),
    ("category", "raised_on", "description", "action"),
)
_SCHOOLS = (("学校代码", "学校名称", "学段", "所属片区"), ("2101", "云岭区永安小学", "小学", "城东片区"))
_ORGANISATIONS = (
    ("党组织代码", "党组织名称", "党组织简称", "组织类别", "上级党组织", "关联学校", "成立日期", "撤销日期"),
    ("01", "中共云岭区委教育工作委员会", "", "区委教育工委", "中共云岭区委员会", "", "2000-01-01", ""),
    ("0101", "中共云岭区城东片区委员会", "", "片区党委", "区委教育工委", "", "2000-01-01", ""),
    ("010101", "中共云岭区永安小学支部委员会", "永安小学党支部", "党支部", "城东片区", "", "2001-01-01", ""),
)
_AS_OF = date(2025, 12, 31)
_NUMBERS = ("P1", "P2", "P3", "P4")
_FIXED = {"source": "巡察", "category": "组织生活", "raised_on": "2025-03-01", "due_on": "2025-06-30"}
STEPS = 7


@dataclass(frozen=True)
class Sheet:
    """A file to be handed in: its columns, and the rows by number."""

    name: str
    columns: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]

    @property
    def content(self) -> str:
        """What makes two files the same, whatever they are called."""
        return repr((self.columns, self.rows))

    def write(self, folder: Path) -> Path:
        """Write the file as CSV."""
        heads = [HEADERS[name] for name in (*_ALWAYS, *self.columns)]
        lines = [[no, "永安小学党支部", *(row[name] for name in self.columns)] for no, row in self.rows.items()]
        return _write(folder, self.name, [heads, *lines])


@dataclass(frozen=True)
class _Content:
    """Stands in for the rules of the ledger, which are tried elsewhere: nothing is wrong with any row."""

    faults: list[Fault] = field(default_factory=list)
    results: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUALITY))
    refusal: str | None = None


def _content(_ledger: str, frames: Sequence[pl.DataFrame], _as_of: date) -> list[_Content]:
    return [_Content() for _ in frames]


def _send(store: Store, *paths: Path, replace: bool = False) -> None:
    ingest(list(paths), store, _AS_OF, "自检", check=_content, replace=replace)


def _write(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@dataclass
class Run:
    """One sequence: the home, the model of it, and what was done, for whoever has to find out why they differ."""

    store: Store
    model: Model
    remade: Remade
    said: list[str] = field(default_factory=list)

    def hand_in(self, sheets: Sequence[Sheet], folder: Path, replace: bool) -> None:
        """Take files in, in the order given, by the real thing and by the model."""
        known = {each.batch for each in self.store.manifests()}
        paths = [sheet.write(folder) for sheet in sheets]
        _send(self.store, *paths, replace=replace)
        fresh = {each.file: each.batch for each in self.store.manifests() if each.batch not in known}
        statements = [Statement(sheet.content, sheet.columns, sheet.rows, fresh.get(sheet.name)) for sheet in sheets]
        self.model.hand_in(statements, replace)
        self.said.append(f"{'replace' if replace else 'ingest'} {[(s.name, s.columns, dict(s.rows)) for s in sheets]}")

    def withdraw(self, chance: random.Random) -> None:
        """Take a batch back, if one is left."""
        left = [each.batch for each in self.store.live_manifests("problem")]
        if left:
            batch = chance.choice(left)
            self.store.withdraw(batch, "我")
            self.model.withdraw(batch)
            self.said.append(f"withdraw {batch}")

    def lose_index(self, chance: random.Random) -> None:
        """Lose the index, cut it, write rubbish into it, or bring back that of before, as a restore does."""
        kind = chance.choice(("lost", "cut", "rubbish", "older"))
        path, older = self.store.root / FILE, self.store.root / f"{FILE}.older"
        if kind == "lost":
            path.unlink(missing_ok=True)
        elif kind == "cut" and path.exists():
            path.write_bytes(path.read_bytes()[: chance.randrange(1, path.stat().st_size)])
        elif kind == "rubbish":
            path.write_bytes(chance.randbytes(5000))
        elif older.exists():
            shutil.copyfile(older, path)
        if path.exists() and kind == "older":
            shutil.copyfile(path, older)
        self.said.append(f"index {kind}")

    def put_together(self, chance: random.Random) -> None:
        """Put all batches together that have files of their own, as years later."""
        with self.store.locked():
            self.store.put_together(datetime(chance.randrange(2100, 2900), 1, 1))
        self.said.append("put together")

    def index_faults(self) -> str:
        """Return what the index holds that it should not, unless it was just spoilt: the next hand-in mends it."""
        is_spoilt = bool(self.said) and self.said[-1].startswith("index")
        return "" if is_spoilt else "\n".join(index_faults(self.store, self.remade))

    def live(self) -> dict[str, dict[str, str | None]]:
        """Return what counts in the store, as text."""
        return self._as_text(self.store.live_frame("problem"))

    def built(self, folder: Path) -> dict[str, dict[str, str | None]]:
        """Return what counts as a build reads it, as text."""
        return self._as_text(as_built(self.store, "problem", folder))

    def _as_text(self, frame: pl.DataFrame) -> dict[str, dict[str, str | None]]:
        return {
            row["problem_no"]: {name: None if row[name] is None else str(row[name]) for name in _COLUMNS}
            for row in frame.to_dicts()
        }


def sheets_of(chance: random.Random) -> list[Sheet]:
    """Return the files that a sequence hands in, some of them more than once."""
    found: list[Sheet] = []
    for number in range(4):
        columns = chance.choices(_SHAPES, (4, 2, 1, 1, 1))[0] if number else _COLUMNS
        numbers = sorted(chance.sample(_NUMBERS, chance.randint(1, len(_NUMBERS))))
        rows = {no: {name: _value(name, chance) for name in columns} for no in numbers}
        found.append(Sheet(f"{number}.csv", columns, rows))
    return found


def _value(name: str, chance: random.Random) -> str:
    if name == "description":
        return chance.choice(("记录不全", "记录太简"))
    if name == "closed_on":
        return chance.choice(("", "2025-05-20", "2025-06-20"))
    return chance.choice(("", "已催")) if name == "action" else _FIXED[name]


def runs(folder: Path, sequences: int, seed: int) -> Iterator[tuple[Run, str]]:
    """Yield each sequence after each of its steps, with what is wrong then (nothing, mostly)."""
    base = Store(folder / "base")
    basics, remade = folder / "basics", Remade()
    _send(base, _write(basics, "学校.csv", _SCHOOLS), _write(basics, "党组织.csv", _ORGANISATIONS))
    for number in range(sequences):
        chance, home = random.Random(f"{seed} {number}"), folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(base.root, home)
        run = Run(Store(home), Model(REQUIRED, _COLUMNS), remade)
        sheets = sheets_of(chance)
        for _ in range(STEPS):
            _step(run, chance, sheets, folder / "in")
            wrong = difference(run.live(), run.model.live()) or run.index_faults()
            yield run, wrong
            if wrong:
                break
        else:
            yield run, difference(run.built(folder / "build"), run.model.live())


def _step(run: Run, chance: random.Random, sheets: Sequence[Sheet], folder: Path) -> None:
    kind = chance.choices(("one", "two", "replace", "withdraw", "index", "together"), (5, 2, 2, 3, 1, 1))[0]
    if kind == "withdraw":
        run.withdraw(chance)
    elif kind == "index":
        run.lose_index(chance)
    elif kind == "together":
        run.put_together(chance)
    elif kind == "two":
        run.hand_in(sorted(chance.sample(sheets, 2), key=lambda sheet: sheet.name), folder, replace=False)
    else:
        run.hand_in([chance.choice(sheets)], folder, replace=kind == "replace")


def as_built(store: Store, ledger: str, folder: Path) -> pl.DataFrame:
    """Return the live rows of a ledger by the macro with which every staging model begins."""
    shutil.rmtree(folder, ignore_errors=True)
    _, gone = lay_out_ledger(store, load_ledgers()[ledger], folder)
    retired = pl.concat([pl.DataFrame(store.retired(), schema=RETIRED, orient="row"), gone])
    macro = (PROJECT / "macros" / "latest_rows.sql").read_text(encoding="utf-8")
    query = re.sub(r"{%.*?%}", "", macro).replace("{{ ledger }}", ledger)
    query = query.replace(
        "{{ source('landed', ledger) }}", f"read_parquet('{folder}/{ledger}/*.parquet', union_by_name=true)"
    )
    query = query.replace("{{ source('landed', 'retired') }}", "retired")
    with duckdb.connect() as connection:
        connection.register("retired", retired.to_arrow())
        found: pl.DataFrame = connection.sql(query).pl()
        return found


def difference(real: Mapping[str, Mapping[str, str | None]], meant: Mapping[str, Mapping[str, str | None]]) -> str:
    """Return what is live and what the model says, if they differ."""
    return "" if real == meant else f"live {real}\nmeant {meant}"


def diverging(folder: Path, sequences: int, seed: int) -> list[str]:
    """Return what was done, and what came of it, of every sequence that ends other than the model says."""
    return ["\n".join([*run.said, wrong]) for run, wrong in runs(folder, sequences, seed) if wrong]


def sequences(count: int, seed: int, scratch: Path) -> Part:
    """Try `count` sequences in the empty folder `scratch`; those that end other than the model says are lost."""
    found = diverging(scratch, count, seed)
    return Part("先后次序", count, len(found), tuple(found[:5]))


def main() -> int:
    """Print how many sequences diverge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = diverging(Path(folder), chosen.sequences, chosen.seed)
    for each in found[:5]:
        print(each, end="\n\n")
    print(f"{len(found)} of {chosen.sequences} sequences diverge")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
