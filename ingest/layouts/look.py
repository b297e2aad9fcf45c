"""Look at a file without landing anything: what its tables are, and what a person has to say about them."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.errors import UserError
from ingest.layouts.layout_folder import Folder
from ingest.layouts.proposal import Proposal
from ingest.layouts.propose import proposals
from ingest.layouts.survey_forms.sheet import form_sheet
from ingest.ledger import Ledger
from ingest.readers.collect import SourceFile
from ingest.readers.read_apart import Opened, read_apart


def look_at(
    source: SourceFile, folder: Folder, ledgers: Mapping[str, Ledger], ledger: str | None = None
) -> list[Proposal]:
    """Return what is asked about the tables of a file; UserError if it cannot be read or holds no table.

    `ledger` is what a person says that they are.
    """
    return read_apart(source, _tables_of, folder, ledgers, ledger)


def _tables_of(opened: Opened, folder: Folder, ledgers: Mapping[str, Ledger], ledger: str | None) -> list[Proposal]:
    source, sheets = opened.source, opened.sheets
    if any(form_sheet(sheet) is not None for sheet in sheets):
        raise UserError(
            f"“{source.name}”是网上问卷导出的答卷，不用版式：请先报送一次，回执文件夹里有一份待填的“答卷对照”，"
            "填好后放到数据文件夹的 layouts 中。"
        )
    found = proposals(sheets, ledgers, folder.known, ledger)
    if not found:
        raise UserError(
            f"“{source.name}”里没有找到表头：请在数据上面加一行列名，每列一个。"
            "左边是项目、右边是内容的表，项目认得的不用版式，直接报送。"
        )
    return found
