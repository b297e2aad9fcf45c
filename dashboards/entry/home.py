"""What the server is told after `--`: the home folder that it serves, and the file with a proxy's secret."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.settings import Settings


def home_folder(arguments: Sequence[str] | None = None) -> Path:
    """Return the home folder named on the command line, or the one of the environment."""
    return Settings.from_environment(_told("--home", arguments)).home


def proxy_secret_file(arguments: Sequence[str] | None = None) -> Path | None:
    """Return the file with the secret of a proxy that logs people in, None where there is no such proxy."""
    told = _told("--proxy-secret-file", arguments)
    return Path(told) if told else None


def _told(option: str, arguments: Sequence[str] | None) -> str | None:
    words = sys.argv[1:] if arguments is None else arguments
    chosen: str | None = None
    for position, word in enumerate(words):
        if word == option and position + 1 < len(words):
            chosen = words[position + 1]
        elif word.startswith(f"{option}="):
            chosen = word.removeprefix(f"{option}=")
    return chosen
