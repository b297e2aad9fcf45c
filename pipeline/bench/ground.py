"""Where the stages are measured: an invented district, or a copy of a home that is there already."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.bench.cost import Cost, cost_of
from pipeline.demo_mark import mark
from pipeline.fixed_day import FIXED_DAY
from pipeline.settings import PROJECT

DAY = "2026-10-31"
"""The day that everything is looked at from, so that a district of one seed costs the same on every day."""


@dataclass
class Ground:
    """A scratch folder with the ledgers and the home that the stages use; each is made when it is first asked for."""

    scratch: Path
    schools: int | None
    """How many schools are invented; None where a home was given."""
    seed: int
    given: Path | None = None
    _made: dict[str, Any] = field(default_factory=dict)

    @property
    def ledgers(self) -> Path:
        """The ledgers of the invented district."""
        folder = self.scratch / "ledgers"
        if not folder.exists():
            asked = {"--schools": self.schools or 24, "--seed": self.seed, "--out": folder}
            cost_of("pipeline", "sample", *(str(word) for pair in asked.items() for word in pair))
        return folder

    @property
    def landed(self) -> Cost:
        """What landing those ledgers in the home cost; done once."""
        return self._once("landed", lambda: self.run("ingest", str(self.ledgers), "--as-of", DAY))

    @property
    def built(self) -> Cost:
        """What building the home with all tests cost; done once."""
        if self.given is None:
            _ = self.landed
        return self._once("built", lambda: self.run("build", "--full", *self._day))

    @property
    def home(self) -> Path:
        """The home: a copy of the one that was given, else one of our own; what is in it depends on the stages."""
        home = self.scratch / "home"
        if not home.exists():
            if self.given is None:
                mark(home)  # the people who look round in it have no accounts
                (home / FIXED_DAY).write_text(DAY, encoding="utf-8")
            else:
                shutil.copytree(self.given, home)
            mark(home)  # visitors of our own look as every role; the copy is served to this machine while it lasts
        return home

    @property
    def published(self) -> Path:
        """The home with a published build."""
        if self.given is None or not (self.home / "warehouse" / "CURRENT").exists():
            _ = self.built
        return self.home

    def run(self, *arguments: str) -> Cost:
        """Run a command of `dangjian` on the home and return its cost."""
        return cost_of("pipeline", "--home", str(self.home), *arguments)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Ask the published build of the home."""
        found: list[dict[str, Any]] = json.loads(self.run("sql", query, "--format", "json").said)
        return found

    @property
    def _day(self) -> tuple[str, ...]:
        return ("--as-of", DAY) if self.given is None else ()

    def _once(self, name: str, make: Any) -> Cost:
        if name not in self._made:
            self._made[name] = make()
        cost: Cost = self._made[name]
        return cost


SAMPLE = PROJECT / "data" / "sample"
"""The many small files of the demo."""
