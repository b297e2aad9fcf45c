"""Where things are. The environment is read here, and nowhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
"""Folder of the checkout: models, data/indicators, data/standards and data/sample lie below it."""


def is_checkout() -> bool:
    """Tell whether this code lies among its models and policy; a copy installed from a wheel does not."""
    return (PROJECT / "dbt_project.yml").is_file()


@dataclass(frozen=True)
class Settings:
    """One installation: `home` is the folder that holds everything a user owns."""

    home: Path

    @classmethod
    def from_environment(cls, home: Path | str | None = None) -> Settings:
        """Return the installation at `home`, else at DANGJIAN_HOME, else at `data/local` of the checkout."""
        chosen = home or os.environ.get("DANGJIAN_HOME") or PROJECT / "data" / "local"
        return cls(Path(chosen).expanduser().resolve())

    @property
    def warehouse(self) -> Path:
        """Folder of the published builds and the CURRENT pointer."""
        return self.home / "warehouse"

    @property
    def reviews(self) -> Path:
        """Folder of the builds that were frozen for a review (冻结), by year."""
        return self.home / "reviews"

    @property
    def backup_passphrase(self) -> str | None:
        """The passphrase of backups, where nobody is there to type it: DANGJIAN_BACKUP_PASSPHRASE."""
        return os.environ.get("DANGJIAN_BACKUP_PASSPHRASE") or None
