"""The layout step: the first rows of a table that was not read in full, a box over each column, one click to save."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from dashboards.pages.submissions import layout_question, upload
from dashboards.pages.submissions.layout_question import Choice, Kept, Question
from dashboards.pages.submissions.sending import sender_for
from dashboards.shared.markdown import escaped
from dashboards.shared.viewer import Viewer
from ingest.errors import UserError
from ingest.layouts.layout_file import Said
from ingest.ledger import Column, Ledger, load_ledgers

_BESIDE = 4
_CELLS = 3
_MARK = {"known": "", "guessed": "（猜的，请核对）", "unknown": "（不认得）"}
_THIS_FILE = "只用于这份文件"
_SEPARATORS = "、，,；;"


def wait_for(viewer: Viewer, files: Sequence[Kept], receipts: Sequence[dict[str, Any]]) -> None:
    """Keep for whoever handed them in the files about which something is asked; those of before are forgotten."""
    st.session_state["asked_of"] = viewer
    own = {file.name: [each for each in receipts if layout_question.is_of(each, file.name)] for file in files}
    st.session_state["asked"] = [file for file in files if any(map(layout_question.is_asked_about, own[file.name]))]
    st.session_state["held"] = [file for file in files if any(each.get("held") for each in own[file.name])]
    st.session_state.pop("questions", None)


def step(home: Path, viewer: Viewer) -> None:
    """Ask whoever handed it in about the first table that waits; draw nothing if none does."""
    if st.session_state.get("asked_of") != viewer:
        return
    _confirm_poorer(home, viewer)
    question = _next_question(home)
    if question is None:
        return
    with st.container(border=True, key="layout_step"):
        st.subheader("这张表怎样读", anchor=False)
        st.markdown(_what_is_asked(question))
        ledger = _ledger(home, question)
        with st.form("layout", border=False):
            said = _columns(question, ledger)
            fixed = _fixed(question, ledger)
            skipped = st.text_input("不读的行（可不填；写上这样的行里有的字，多个用顿号分开，如“以上共计”）")
            saves, leaves, _ = st.columns([2, 2, 5])
            is_saved = saves.form_submit_button("保存并读取", type="primary", width="stretch")
            is_left = leaves.form_submit_button("这次不管", width="stretch")
        if is_left:
            _forget(question)
        if is_saved:
            _save(home, viewer, question, ledger, said, fixed, skipped)


def _next_question(home: Path) -> Question | None:
    """Return what is asked next; files about which there is nothing to ask are let go."""
    asked: list[Kept] = st.session_state.get("asked", [])
    while asked:
        if "questions" not in st.session_state:
            with st.spinner("正在看这张表的列…"):
                answer = upload.look_into(asked[0], home)
            receipts = st.session_state.get("receipts", [])
            st.session_state["questions"] = layout_question.questions_of(asked[0], answer, receipts)
        questions: list[Question] = st.session_state["questions"]
        if questions:
            return questions[0]
        asked.pop(0)
        st.session_state.pop("questions")
    return None


def _what_is_asked(question: Question) -> str:
    where = f"“{escaped(question.file)}”的工作表“{escaped(question.table.sheet)}”"
    poorer = "、".join(question.poorer_by)
    lacking = f"平时报送的还有这些列：{poorer}；这张表本来就没有的，已报送的内容保留不变。" if poorer else ""
    return f"{where}{_why(question)}。请核对每一列上面的选择，再点“保存并读取”；以后同样的表就直接读，不再问。{lacking}"


def _why(question: Question) -> str:
    open_columns = [column for column in question.table.columns if column.state != "known"]
    if open_columns:
        return f"有 {len(open_columns)} 列不认得"
    if question.read_alike:
        return f"有几列像是同一列（{escaped('、'.join(question.read_alike))}），不算数的请选“不用”"
    if question.table.lacking:
        return "缺少必填的内容"
    return "的行和列是推算出来的，要由人确认"


def _ledger(home: Path, question: Question) -> Ledger:
    """Draw the choice of the ledger; another one is looked at anew, for what the columns may be depends on it."""
    ledgers = load_ledgers()
    chosen = st.selectbox(
        "这是哪个台账",
        list(ledgers),
        index=list(ledgers).index(question.table.ledger),
        format_func=lambda each: ledgers[each].title,
        key=f"layout_ledger_{question.file}_{question.table.sheet}",
    )
    if chosen != question.table.ledger:
        with st.spinner("正在看这张表的列…"):
            answer = upload.look_into(question.upload, home, chosen)
        receipts = st.session_state.get("receipts", [])
        anew = layout_question.questions_of(question.upload, answer, receipts)
        same = [each for each in anew if each.table.signature == question.table.signature]
        if same:
            st.session_state["questions"] = [same[0], *st.session_state["questions"][1:]]
        st.rerun()
    return ledgers[chosen]


def _columns(question: Question, ledger: Ledger) -> dict[str, Said]:
    said: dict[str, Said] = {}
    columns = question.table.columns
    for start in range(0, len(columns), _BESIDE):
        for place, (column, box) in enumerate(
            zip(columns[start : start + _BESIDE], st.columns(_BESIDE), strict=False), start=start
        ):
            options = layout_question.choices(column, ledger)
            with box:
                chosen: Choice = st.selectbox(
                    f"{escaped(column.header)}{_MARK[column.state]}",
                    options,
                    format_func=lambda choice: choice.label,
                    key=f"layout_{question.file}_{question.table.sheet}_{ledger.id}_{place}",
                )
                st.caption("  \n".join(escaped(cell or "（空）") for cell in column.cells[:_CELLS]) or "（空）")
            said[column.header] = chosen.said
    return said


def _fixed(question: Question, ledger: Ledger) -> list[tuple[Column, str, str | None]]:
    """Draw what no column gives; return columns that are the same for the whole table, each with value and word."""
    fixed: list[tuple[Column, str, str | None]] = []
    for column in (ledger.column(column_id) for column_id in question.table.lacking):
        label = f"如果没有“{column.header}”这一列，整张表都是"
        key = f"layout_fixed_{question.file}_{question.table.sheet}_{column.id}"
        value, word = None, None
        if column.values is not None:
            value = st.selectbox(label, column.values, index=None, placeholder="有这一列，不用填", key=key)
        elif column.form == "organisation":
            left, right = st.columns(2)
            value = left.text_input(f"{label}（写名称或代码）", key=key).strip()
            words = [_THIS_FILE, *layout_question.words_of(question)]
            word = right.selectbox("以后看到哪几个字，就还是这个党组织", words, key=f"{key}_word")
        if value:
            fixed.append((column, value, None if word == _THIS_FILE else word))
    return fixed


def _save(
    home: Path,
    viewer: Viewer,
    question: Question,
    ledger: Ledger,
    said: dict[str, Said],
    given: list[tuple[Column, str, str | None]],
    skipped: str,
) -> None:
    try:
        fixed = [layout_question.fixed_value(question, *each) for each in given]
    except UserError as error:
        st.error(escaped(str(error)))
        return
    lacking = layout_question.still_lacking(question, ledger, said, fixed)
    if lacking:
        st.error(f"还没有指定必填列：{'、'.join(lacking)}。请在某一列上面选它。")
        return
    for separator in _SEPARATORS:
        skipped = skipped.replace(separator, "\n")
    words = [word.strip() for word in skipped.splitlines() if word.strip()]
    who = f"{viewer.role} {viewer.unit_id}"
    try:
        layout_question.save(home, question, ledger, said, fixed, words, who, date.today())
    except UserError as error:
        st.error(escaped(str(error)))
        return
    _read_again(home, viewer, question.upload, hold_poorer=True)


def _confirm_poorer(home: Path, viewer: Viewer) -> None:
    """Ask about files that are poorer than usual before they are landed."""
    receipts: list[dict[str, Any]] = st.session_state.get("receipts", [])
    for number, file in enumerate(list(st.session_state.get("held", []))):
        own = [each for each in receipts if layout_question.is_of(each, file.name) and each.get("held")]
        with st.container(border=True, key=f"poorer_{number}"):
            for receipt in own:
                lacking = "、".join(receipt["held"])
                st.markdown(f"**{escaped(receipt['file'])}** 还没有接收：比平时报送的少了这些列：{escaped(lacking)}。")
            st.markdown("本来就只有这些列的，点“仍然接收”，以前报送的这些内容保留不变；否则请补上这些列再上传。")
            if st.button("仍然接收", key=f"take_poorer_{number}"):
                _read_again(home, viewer, file, hold_poorer=False)


def _read_again(home: Path, viewer: Viewer, file: Kept, *, hold_poorer: bool) -> None:
    """Have a file read once more and put its new receipts in the place of the old ones."""
    with st.spinner(f"正在读取 {escaped(file.name)}…"):
        finished = upload.hand_in([file], home, sender_for(viewer), hold_poorer=hold_poorer)
        receipts = upload.receipts_of(finished)
    if not receipts:
        st.error(escaped(finished.problem or "没有读成。请把时间和文件名告诉管理员。"))
        return
    others = [each for each in st.session_state["receipts"] if not layout_question.is_of(each, file.name)]
    waiting: list[Kept] = [*st.session_state.get("asked", []), *st.session_state.get("held", [])]
    st.session_state["receipts"] = [*receipts, *others]
    wait_for(viewer, list({each.name: each for each in waiting}.values()), st.session_state["receipts"])
    st.rerun()


def _forget(question: Question) -> None:
    """Leave a table as it is; its file is let go with its last question."""
    st.session_state["questions"] = [each for each in st.session_state["questions"] if each is not question]
    st.rerun()
