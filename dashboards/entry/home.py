"""Which home folder this process serves: `--home DIR` after `--`, else what the settings say."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.settings import Settings


def home_folder(arguments: list[str] | None = None) -> Path:
    """Return the home folder named on the command line, or the one of the environment."""
    words = sys.argv[1:] if arguments is None else arguments
    chosen: str | None = None
    for position, word in enumerate(words):
        if word == "--home" and position + 1 < len(words):
            chosen = words[position + 1]
        elif word.startswith("--home="):
            chosen = word.removeprefix("--home=")
    return Settings.from_environment(chosen).home
