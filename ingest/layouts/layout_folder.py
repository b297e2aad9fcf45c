"""The layouts of a home: `layouts/*.yaml`, each for tables with the same headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import UserError
from ingest.layouts.layout_file import KIND, LayoutFile, layout_of
from ingest.layouts.survey_forms.mapping_file import is_survey
from ingest.layouts.yaml_file import content_of, yaml_files
from ingest.recognition.known_layout import Layouts

FOLDER, RETIRED = "layouts", "layouts_retired"
_ENDING = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in the folder: `known` layouts are confirmed, `files` are all of them by their path."""

    known: Layouts = field(default_factory=Layouts)
    files: dict[Path, LayoutFile] = field(default_factory=dict)

    def of(self, signature: tuple[str, ...]) -> tuple[Path, LayoutFile] | None:
        """Return the file about tables with this signature, confirmed ones first."""
        found = [(path, file) for path, file in self.files.items() if file.signature == signature]
        return min(found, key=lambda each: not each[1].confirmed, default=None)


def load_layouts(home: Path) -> Folder:
    """Return the layouts of a home; UserError names the file that is wrong, the key and how to mend it."""
    contents = {path: content_of(path, KIND) for path in yaml_files(home / FOLDER)}
    files = {path: layout_of(path, content) for path, content in contents.items() if not is_survey(content)}
    confirmed = {path: file for path, file in files.items() if file.confirmed}
    seen: dict[tuple[str, ...], Path] = {}
    for path, file in confirmed.items():
        other = seen.setdefault(file.signature, path)
        if other != path:
            raise UserError(
                f"版式“{other.name}”和“{path.name}”的表头相同，分不清按哪一个读。"
                "请只留一个（或把另一个改成“已确认: false”）。"
            )
    known = {file.signature: file.to_layout(_ENDING.sub("", path.name)) for path, file in confirmed.items()}
    return Folder(Layouts(known), files)


def new_path(home: Path, name: str) -> Path:
    """Return a path for a layout that is named after a file, where none lies yet."""
    stem = _NOT_IN_NAMES.sub("_", name)[:_LONGEST_NAME].strip(" .~") or "版式"
    return _free(home / FOLDER, stem)


def retire(home: Path, name: str) -> Path:
    """Take the layout in the file `name` out of use and return where it is kept; what was read by it stays landed.

    UserError if there is no such layout (any more).
    """
    path = next((each for each in yaml_files(home / FOLDER) if each.name == name), None)
    if path is None:
        raise UserError(f"没有版式“{name}”，可能刚被别人停用；请刷新页面再看。")
    kept = _free(home / RETIRED, _ENDING.sub("", path.name))
    kept.parent.mkdir(exist_ok=True)
    return path.replace(kept)


def _free(folder: Path, stem: str) -> Path:
    path, number = folder / f"{stem}.yaml", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}_{number}.yaml"
    return path
