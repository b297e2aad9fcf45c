"""What of the checkout goes into a bundle: named one by one, so that nobody's data in a folder beside is handed on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDERS = (
    "dashboards",
    "data/indicators",
    "data/intake",
    "data/sample",
    "data/standards",
    "data/work_report",
    "docs",
    "expectations",
    "ingest",
    "macros",
    "models",
    "pipeline",
    "tests",
)
FILES = ("data/*.yaml", "*.md", "*.toml", "*.txt", "*.yml", "LICENSE", "start.py")
_HIDDEN = {".streamlit"}
"""The one hidden folder that belongs to the program: settings of its pages."""


def project_files(project: Path) -> Iterator[Path]:
    """Yield the files relative to `project`: code, models, policy and documents; nothing that tools leave behind."""
    for pattern in FILES:
        yield from (path.relative_to(project) for path in sorted(project.glob(pattern)) if path.is_file())
    for folder in FOLDERS:
        for path in sorted((project / folder).rglob("*")):
            within = path.relative_to(project)
            if path.is_file() and not any(_is_left(part) for part in within.parts):
                yield within


def _is_left(part: str) -> bool:
    return part == "__pycache__" or (part.startswith(".") and part not in _HIDDEN)
