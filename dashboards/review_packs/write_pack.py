"""One unit's three files, written from its facts, and entered in the register."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboards.review_packs.brief import brief_pdf, brief_word
from dashboards.review_packs.brief_facts import brief_of, chart_of
from dashboards.review_packs.charts import pictures_of
from dashboards.review_packs.district_facts import volume_of
from dashboards.review_packs.district_workbook import volume_bytes
from dashboards.review_packs.docx import filled
from dashboards.review_packs.facts import Facts, gather
from dashboards.review_packs.file_name import file_name
from dashboards.review_packs.pdf import pdf_bytes
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.volume import Volume
from dashboards.review_packs.xlsx import workbook_bytes
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import Viewer
from dashboards.store import audit
from dashboards.store.pack import RegisteredFile, enter, now

KINDS = {"docx": "述职评议材料", "xlsx": "数据附件", "pdf": "存档件"}


@dataclass(frozen=True)
class File:
    """One file of a pack."""

    name: str
    content: bytes

    @property
    def kind(self) -> str:
        """Return what the file is in a pack: 述职评议材料, 数据附件 or 存档件, with its ending."""
        ending = self.name.rpartition(".")[2]
        return f"{KINDS[ending]}（.{ending}）"

    @property
    def sha256(self) -> str:
        """Return the hash by which 验真 knows the file."""
        return hashlib.sha256(self.content).hexdigest()


def files_of(viewer: Viewer, snapshot: Snapshot, unit: UnitKey, template: Path) -> tuple[Facts, list[File]]:
    """Return the unit's facts and its .docx, .xlsx and .pdf. Raises UserError as `gather` and the template do."""
    facts = gather(viewer, snapshot, unit)
    drawn = pictures_of(viewer, snapshot, facts)
    made = {
        "docx": filled(template, facts, drawn),
        "xlsx": workbook_bytes(facts),
        "pdf": pdf_bytes(facts, drawn),
    }
    stem = f"_{facts.unit_id}_{facts.year}年"
    return facts, [
        File(file_name(facts.unit_name, f"{stem}{KINDS[ending]}.{ending}"), content) for ending, content in made.items()
    ]


def volume_files_of(viewer: Viewer, snapshot: Snapshot, template: Path) -> tuple[Volume, list[File]]:
    """Return the volume of the viewer's own unit: its workbook, and the brief as .docx (from `template`) and .pdf.

    Raises UserError as `volume_of` and the template do.
    """
    volume = volume_of(viewer, snapshot)
    brief = brief_of(viewer, snapshot, volume)
    chart = chart_of(brief)
    made = {
        ("汇总工作簿", "xlsx"): volume_bytes(volume),
        ("一页简报", "docx"): brief_word(brief, chart, template),
        ("一页简报", "pdf"): brief_pdf(brief, chart),
    }
    return volume, [
        File(f"{snapshot.year}年{what}_" + file_name(volume.unit_name, f"_{volume.unit_id}.{ending}"), content)
        for (what, ending), content in made.items()
    ]


def entry_of(facts: Facts | Volume, file: File, made_by: str) -> RegisteredFile:
    """Return the register's entry of one file."""
    return RegisteredFile(
        file.sha256,
        facts.code,
        facts.snapshot_id,
        facts.unit_level,
        facts.unit_id,
        facts.title,
        file.name,
        now(),
        made_by,
    )


def register(home: Path, role: str, unit: str, given: Sequence[RegisteredFile]) -> None:
    """Enter files in the register and the audit log."""
    enter(home, given)
    for one in given:
        audit.record(home, role=role, unit=unit, action="pack", object=one.file, detail=one.code, sha256=one.sha256)
