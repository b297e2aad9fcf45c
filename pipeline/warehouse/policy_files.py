"""The files of models and policy that a build depends on, and a mark of what is in them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.policy import measures, vocabulary
from pipeline.settings import PROJECT


def policy_files() -> list[Path]:
    """Return everything besides the ledgers that a number depends on."""
    folders = ("models", "macros", "data/indicators", "data/standards", "data/work_report", "tests/data_tests")
    found = [PROJECT / "dbt_project.yml", PROJECT / measures.FILE, PROJECT / vocabulary.FILE]
    for folder in folders:
        found += [path for path in (PROJECT / folder).rglob("*") if path.suffix in {".sql", ".yml", ".yaml", ".csv"}]
    return found


def policy_mark(policy_files: list[Path]) -> str:
    """Return the contents of models and policy as 64 hex characters."""
    digest = hashlib.sha256()
    for path in sorted(policy_files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
