"""Which of two files is right is asked once a pair, and of nobody any more once it is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.pages.submissions import upload
from dashboards.pages.submissions.layout_question import Kept
from dashboards.pages.submissions.order_question import Asked, asked_of, without
from dashboards.shared.viewer import ADMIN, Viewer
from ingest.sender import Sender

RECEIPTS: list[dict[str, Any]] = [
    {"file": "甲.csv", "undecided": [{"other": "乙.csv", "counts": "甲.csv"}, {"other": "丙.csv", "counts": "丙.csv"}]},
    {"file": "乙.csv", "undecided": [{"other": "甲.csv", "counts": "甲.csv"}]},
    {"file": "丁.csv"},
]


def test_each_pair_is_asked_about_once() -> None:
    assert asked_of(RECEIPTS) == [Asked("甲.csv", "乙.csv", "甲.csv"), Asked("甲.csv", "丙.csv", "丙.csv")]


def test_what_was_answered_is_not_asked_again() -> None:
    left = without(RECEIPTS, Asked("乙.csv", "甲.csv", "甲.csv"))
    assert asked_of(left) == [Asked("甲.csv", "丙.csv", "丙.csv")] and [each["file"] for each in left][-1] == "丁.csv"


def page() -> None:
    """Draw the panel alone, as the page does after a hand-in."""
    from pathlib import Path

    import streamlit as st

    from dashboards.pages.submissions import order_panel

    order_panel.step(Path("home"), st.session_state["order_asked_of"])


def test_the_file_that_is_right_is_read_again_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[list[str]] = []

    def hand_in(files: list[Kept], home: Path, sender: Sender, *, hold_poorer: bool) -> upload.Finished:
        sent.append([file.name for file in files])
        return upload.Finished(0, '[{"file": "乙.csv", "accepted": 1}]', "")

    monkeypatch.setattr(upload, "hand_in", hand_in)
    app = AppTest.from_function(page)
    app.session_state["order_asked_of"] = Viewer(ADMIN, "district", "D1")
    app.session_state["order_files"] = {name: Kept(name, b"") for name in ("甲.csv", "乙.csv")}
    app.session_state["receipts"] = RECEIPTS[:2]
    app.run()
    assert "看不出哪个文件新" in app.markdown[0].value and len(app.markdown) == 2
    next(button for button in app.button if "乙" in button.label).click().run()
    assert sent == [["乙.csv"]] and not app.exception
    assert [each["file"] for each in app.session_state["receipts"]] == ["乙.csv", "甲.csv"]
    assert len(app.markdown) == 1 and "丙" in app.markdown[0].value
