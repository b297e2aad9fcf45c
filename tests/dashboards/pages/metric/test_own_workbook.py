"""自己的工作簿 on 指标页: what is sent up comes back with the numbers of the page's viewer, or with a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from dashboards.exports.own_workbook.blank import blank
from dashboards.exports.own_workbook.owner import Owner
from dashboards.shared.viewer import SCHOOL
from tests.dashboards.login import opened


def test_ones_own_workbook_is_filled_and_anothers_is_refused_with_a_sentence(home: Path) -> None:
    app = opened("metric", role="school", viewer_unit="S2")
    assert not app.exception
    for owner, accepted in ((Owner(SCHOOL, "S2", "第二中学"), True), (Owner(SCHOOL, "S1", "第一中学"), False)):
        content = blank(owner)
        assert openpyxl.load_workbook(io.BytesIO(content))
        app.get("file_uploader")[0].set_value(("我的.xlsx", content, "application/octet-stream")).run()
        assert not app.exception
        assert bool(app.error) is not accepted
        assert any("更新后" in one.label for one in app.get("download_button")) is accepted
