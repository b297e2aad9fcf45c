"""What of a mart is compared: its grain as the models declare it, and the columns that say nothing of the data."""

from __future__ import annotations

from pathlib import Path

from ingest.yaml_text import parsed

IGNORED = {
    "build_id": "names the build itself",
    "built_at": "the moment of the build",
    "change_id": "made of the moment at which a change of the standards was first built",
    "changed_at": "the moment at which a change of the standards was first built",
    "batch": "number of the submission: file, sheet and row say where a row stands",
    "sequence": "number of the submission",
    "received_at": "the moment of the submission",
    "first_received_at": "the moment of the submission; whether it was in time stands in `state`",
    "as_of": "told once, above everything else",
}
"""Columns that differ between two builds of the same data, or are told otherwise, and why each is left out."""

KEPT = {"batch": ("batch",)}
"""Columns that are compared in spite of that, by mart: in the list of submissions the number is what it is about."""

NOT_COMPARED = {"build_info": "names the build itself; the day it stands for is told above everything else"}
"""Marts that say nothing of the data, and why."""

RENAMED = {"unit_alert": "unit_shortfall"}
"""Marts by the name they had in builds that may still lie in a home or under a review, and their name today."""


def current_name(mart: str) -> str:
    """Return what a mart is called today."""
    return RENAMED.get(mart, mart)


def compared_columns(mart: str, before: list[str], after: list[str]) -> list[str]:
    """Return the columns that both builds have and that say something of the data."""
    kept = KEPT.get(mart, ())
    return [name for name in after if name in before and (name not in IGNORED or name in kept)]


def grains(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the key of each mart by its name, from the `grain_is` tests beside the models; some marts have none."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.yml")):
        for model in parsed(path.read_text(encoding="utf-8")).get("models", ()):
            for test in model.get("data_tests", ()):
                if isinstance(test, dict) and "grain_is" in test:
                    found[model["name"]] = tuple(test["grain_is"]["arguments"]["keys"])
    return found
