"""The index is held against the folder of batches: what a kill, a restore or another program changed is made good."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.landing.manifest import Manifest, read_manifest

MANIFESTS = "manifest"
_AT_ONCE = 50
_STEPS = {("live", "withdrawn"), ("witness", "live")}


@dataclass(frozen=True, slots=True)
class Known:
    """What the index knows of a manifest: its number, ledger and state, what it is of, and the stamp of its file."""

    sequence: int
    ledger: str
    state: str
    told: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs in one ledger: batches that are new, batches in another state, or that all has to be done anew."""

    new: Sequence[Manifest] = ()
    restated: Sequence[Manifest] = ()
    same: Sequence[Manifest] = ()
    is_anew: bool = False


def folder_marks(landed: Path) -> str:
    """Return what tells whether anything was put into or taken out of the folders of landed files."""
    found: dict[str, list[int]] = {}
    if landed.is_dir():
        with os.scandir(landed) as folders:
            for folder in folders:
                status = Path(folder.path).stat()  # that of the entry may be older
                found[folder.name] = [status.st_ino, status.st_mtime_ns, status.st_ctime_ns]
    return json.dumps(found, sort_keys=True)


def stamps(landed: Path) -> dict[str, str]:
    """Return of every batch the time and size of its manifest's file."""
    folder = landed / MANIFESTS
    if not folder.is_dir():
        return {}
    with os.scandir(folder) as files:
        return {file.name[:-5]: stamp_of(file.stat()) for file in files if file.name.endswith(".json")}


def stamp_of(status: os.stat_result) -> str:
    """Return the time and size of a file as a text."""
    return f"{status.st_mtime_ns} {status.st_size}"


def manifest_of(landed: Path, batch: str) -> Manifest:
    """Read a manifest; UserError if it is damaged."""
    path = landed / MANIFESTS / f"{batch}.json"
    return read_manifest(path.read_text(encoding="utf-8", errors="replace"), path.name)


def changes(landed: Path, known: Mapping[str, Known], found: Mapping[str, str]) -> dict[str, Changes]:
    """Return by ledger what differs between the index (`known`) and the folder, of which `found` are the stamps."""
    differ: defaultdict[str, list[Manifest]] = defaultdict(list)
    for batch, stamp in found.items():
        if batch not in known or known[batch].stamp != stamp:
            manifest = manifest_of(landed, batch)
            differ[manifest.ledger].append(manifest)
    gone = {each.ledger for batch, each in known.items() if batch not in found}
    newest: defaultdict[str, int] = defaultdict(int)
    for each in known.values():
        newest[each.ledger] = max(newest[each.ledger], each.sequence)
    return {
        ledger: Changes(is_anew=True) if ledger in gone else _changes(differ[ledger], known, newest[ledger])
        for ledger in sorted(gone | set(differ))
    }


def _changes(manifests: Sequence[Manifest], known: Mapping[str, Known], newest: int) -> Changes:
    """Say what is to be done about manifests of one ledger that are new or other than they were."""
    in_order = sorted(manifests, key=lambda each: each.sequence)
    new = [each for each in in_order if each.batch not in known]
    older = [(each, known[each.batch]) for each in in_order if each.batch in known]
    if not (all(map(_follows, older)) and _are_few_and_newer(new, newest)):
        return Changes(is_anew=True)
    return Changes(new, *_parted(older))


def _parted(older: Sequence[tuple[Manifest, Known]]) -> tuple[list[Manifest], list[Manifest]]:
    """Return the manifests whose state has changed, and those that were only written anew."""
    restated = [each for each, before in older if before.state != each.state]
    return restated, [each for each, before in older if before.state == each.state]


def _are_few_and_newer(manifests: Sequence[Manifest], newest: int) -> bool:
    is_newer = all(each.sequence > newest and each.state != "withdrawn" for each in manifests)
    return is_newer and len(manifests) <= _AT_ONCE


def _follows(pair: tuple[Manifest, Known]) -> bool:
    """Tell whether a manifest is that of the batch that is known, in a state that follows from the one known."""
    manifest, known = pair
    is_of_it = known.stamp != "" and known.told == manifest.mark
    return is_of_it and (known.state == manifest.state or (known.state, manifest.state) in _STEPS)
