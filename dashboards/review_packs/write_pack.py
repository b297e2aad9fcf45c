"""One unit's five files, written from its facts, and entered in the register."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboards.review_packs import short_form_template
from dashboards.review_packs.brief import brief_pdf, brief_word
from dashboards.review_packs.brief_facts import brief_of, chart_of
from dashboards.review_packs.charts import pictures_of
from dashboards.review_packs.district_facts import volume_of
from dashboards.review_packs.district_workbook import volume_bytes
from dashboards.review_packs.docx import filled
from dashboards.review_packs.facts import Facts
from dashboards.review_packs.file_name import file_name
from dashboards.review_packs.gather import gather
from dashboards.review_packs.pdf import pdf_bytes
from dashboards.review_packs.short_form import short_form_bytes
from dashboards.review_packs.slides import slides_bytes
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.speech import speech_of
from dashboards.review_packs.template import template_of
from dashboards.review_packs.volume import Volume
from dashboards.review_packs.xlsx import workbook_bytes
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import Viewer
from dashboards.store import audit
from dashboards.store.pack import RegisteredFile, enter, now

Templates = tuple[Path, Path]
"""The Word templates of a unit's pack: of the material and of the one-page short form."""


@dataclass(frozen=True)
class File:
    """One file of a pack; `what` is what it is for: 述职评议材料, 数据附件, 存档件, 述职幻灯片 or 述职一页纸."""

    name: str
    what: str
    content: bytes

    @property
    def kind(self) -> str:
        """Return what the file is for, with its ending."""
        return f"{self.what}（.{self.name.rpartition('.')[2]}）"

    @property
    def sha256(self) -> str:
        """Return the hash by which 验真 knows the file."""
        return hashlib.sha256(self.content).hexdigest()


def templates_of(home: Path) -> Templates:
    """Return the home's templates of a unit's pack; the shipped ones are put there the first time."""
    return template_of(home), template_of(home, short_form_template.NAME, short_form_template.write)


def files_of(viewer: Viewer, snapshot: Snapshot, unit: UnitKey, templates: Templates) -> tuple[Facts, list[File]]:
    """Return the unit's facts and its files. Raises UserError as `gather` and the templates do."""
    facts = gather(viewer, snapshot, unit)
    drawn, speech = pictures_of(viewer, snapshot, facts), speech_of(facts)
    material, short_form = templates
    made = {
        ("述职评议材料", "docx"): filled(material, facts, drawn),
        ("数据附件", "xlsx"): workbook_bytes(facts),
        ("存档件", "pdf"): pdf_bytes(facts, drawn),
        ("述职幻灯片", "pptx"): slides_bytes(speech),
        ("述职一页纸", "docx"): short_form_bytes(speech, short_form),
    }
    stem = f"_{facts.unit_id}_{facts.year}年"
    return facts, [
        File(file_name(facts.unit_name, f"{stem}{what}.{ending}"), what, content)
        for (what, ending), content in made.items()
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
        File(f"{snapshot.year}年{what}_" + file_name(volume.unit_name, f"_{volume.unit_id}.{ending}"), what, content)
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
