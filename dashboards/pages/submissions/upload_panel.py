"""Upload, receipt, returned workbook, templates, rebuild: each long step in a child process."""

from __future__ import annotations

import tempfile
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from dashboards.pages.submissions import layout_panel, order_panel
from dashboards.pages.submissions import upload as submissions_upload
from dashboards.pages.submissions.layout_question import Kept
from dashboards.pages.submissions.sending import sender_for
from dashboards.shared.markdown import escaped
from dashboards.shared.viewer import Viewer
from dashboards.store import audit
from dashboards.widgets import visit
from dashboards.widgets.chart import read, show
from dashboards.widgets.downloads import log_download
from ingest.ledger import load_ledgers

_LEAST_SPACE = "每个文件不超过 50 MB；可以一次选多个，也可以打成一个压缩包。"


def first_ledgers(home: Path, viewer: Viewer) -> None:
    """Draw what a home without a warehouse needs: upload and build."""
    st.info("第一次使用：先上传学校信息表、党组织信息表、党员花名册，再传其他台账，最后点“更新数据”。")
    upload(home, viewer)
    rebuild(home, viewer)
    templates(home, list(submissions_upload.ledger_titles()))


def upload(home: Path, viewer: Viewer) -> None:
    """Draw the uploader and, after it, the receipts of what was just handed in."""
    if not viewer.may_upload:
        st.info(f"身份“{viewer.role}”只看报送情况，不能上传。")
        return
    st.markdown("直接上传平时在用的台账，不用换表、不用改名：系统按表头认表。")
    with st.form("upload", clear_on_submit=True, border=True):
        files = st.file_uploader(
            "选择台账文件",
            type=list(submissions_upload.SUFFIXES),
            accept_multiple_files=True,
            key="ledger_files",
            help=_LEAST_SPACE,
        )
        sent = st.form_submit_button("上传并检查", type="primary")
    if sent:
        _take_in(home, viewer, list(files))
    _refusals()
    layout_panel.step(home, viewer)
    order_panel.step(home, viewer)
    _receipts(home, viewer)


def _take_in(home: Path, viewer: Viewer, files: list[Any]) -> None:
    if not files:
        st.warning("还没有选择文件。")
        return
    sizes = [(file.name, file.size) for file in files]
    sent_before = st.session_state.get("uploaded_bytes", 0)
    problem = submissions_upload.refusal(sizes) or submissions_upload.refusal_of_session(sent_before, sizes)
    if problem:
        audit.record(
            home, role=viewer.role, unit=viewer.unit_id, action="upload", object="台账", detail=problem, is_refused=True
        )
        st.error(escaped(problem))
        return
    st.session_state["uploaded_bytes"] = sent_before + sum(size for _, size in sizes)
    with st.status("正在检查台账…", expanded=True) as progress:
        st.write(f"已收到 {len(files)} 个文件，正在逐行核对。")
        place = st.empty()

        def tell(text: str) -> None:
            place.markdown(escaped(text))

        finished = submissions_upload.hand_in(files, home, sender_for(viewer), tell)
        place.empty()
        receipts = submissions_upload.receipts_of(finished)
        if not receipts:
            progress.update(label="没有读成", state="error")
            st.error(escaped(finished.problem or "没有读成。请把时间和文件名告诉管理员。"))
            return
        progress.update(label="检查完毕", state="complete", expanded=False)
    st.session_state["receipts"] = receipts
    kept = [Kept(name, file.getvalue()) for name, file in zip(submissions_upload.names(files), files, strict=True)]
    layout_panel.wait_for(viewer, kept, receipts)
    order_panel.wait_for(viewer, kept, receipts)


def _refusals() -> None:
    for receipt in st.session_state.get("receipts", []):
        if receipt.get("refused") and not receipt.get("held"):
            st.error(f"**{escaped(receipt['file'])}**：整份没有接收。{escaped(receipt['refused'])}")


def _receipts(home: Path, viewer: Viewer) -> None:
    receipts: list[dict[str, Any]] = st.session_state.get("receipts", [])
    if not receipts:
        return
    st.subheader("回执")
    taken = [receipt for receipt in receipts if not receipt.get("refused")]
    _counts(taken)
    _returns([(receipt["file"], fault) for receipt in taken for fault in receipt.get("returns", [])])
    for number, path in enumerate(submissions_upload.returned_files(home, receipts)):
        st.download_button(
            f"下载 {escaped(path.name)}",
            audit.by_whom(partial(_returned, home, viewer, path)),
            path.name,
            key=f"returned_{number}",
            on_click="ignore",
        )
    if any(receipt.get("accepted") for receipt in taken):
        st.info("数据已接收。由区级管理员点“更新数据”后，各页面才会出现新数字。")


def _counts(taken: list[dict[str, Any]]) -> None:
    titles = submissions_upload.ledger_titles()
    rows = [{**receipt, "ledger": titles.get(receipt.get("ledger", ""), "—")} for receipt in taken]
    columns = {
        "file": "文件",
        "ledger": "台账",
        "read": "读到",
        "accepted": "接收",
        "unchanged": "未变",
        "returned": "退回",
        "flagged": "需核实",
        "batch": "批次",
    }
    table = {word: [row.get(name) for row in rows] for name, word in columns.items()}
    show(pl.DataFrame(table, strict=False), "本次回执", "receipt_table")


def _returns(faults: list[tuple[str, dict[str, Any]]]) -> None:
    """Draw what goes back, by file."""
    if not faults:
        return
    rows = len({(file, fault.get("sheet"), fault.get("row")) for file, fault in faults})
    st.markdown(
        f"退回 {rows} 行，共 {len(faults)} 处，全部列在下面。改好退回的工作簿（有颜色的格子），再传一次即可；"
        "已接收的行不会重复。"
    )
    names = {"sheet": "工作表", "row": "行", "column": "列", "message": "原因"}
    table = {"文件": [file for file, _ in faults]}
    table |= {word: [str(fault.get(name) or "") for _, fault in faults] for name, word in names.items()}
    read(pl.DataFrame(table), "退回明细", "returns_table")


def _returned(home: Path, viewer: Viewer, path: Path) -> bytes:
    return log_download(home, viewer, path.read_bytes(), "数据报送｜退回的工作簿", path.name)


def rebuild(home: Path, viewer: Viewer) -> None:
    """Draw the button that builds and publishes the warehouse, with its progress."""
    if not viewer.may_build:
        return
    st.markdown("把已接收的台账算成指标并发布。期间大家照常看旧数据；完成后页面会提示刷新。")
    if not st.button("更新数据", key="rebuild", type="primary"):
        return
    with st.status("正在更新数据…", expanded=True) as progress:
        line = st.empty()

        def tell(text: str) -> None:
            line.markdown(escaped(text))

        finished = submissions_upload.run(home, ["build"], tell)
        if finished.code == 0:
            visit.take_newest(home)
            progress.update(label="更新完成", state="complete", expanded=False)
        else:
            progress.update(label="没有更新成，仍使用原来的数据", state="error")
            st.error(escaped(finished.problem or "请把时间告诉管理员。"))
            return
    st.success("已发布新数据。")
    st.button("刷新页面", key="after_rebuild")


def withdraw(home: Path, viewer: Viewer, batches: pl.DataFrame) -> None:
    """Draw the choice of a batch to take back."""
    if not viewer.may_withdraw or batches.is_empty():
        return
    names = {str(batch): f"{batch}　{file}" for batch, file in _own(viewer, batches).select("batch", "file").rows()}
    with st.form("withdraw", border=True):
        chosen = st.selectbox(
            "撤回一个批次",
            list(names),
            format_func=lambda one: names.get(one, one),
            index=None,
            placeholder="请选择批次",
        )
        sure = st.checkbox("我确认撤回：这个批次的行不再计入（可以重新上传）。")
        sent = st.form_submit_button("撤回")
    if not sent:
        return
    if chosen not in names or not sure:
        st.warning("请选择批次并勾选确认。")
        return
    finished = submissions_upload.run(home, ["withdraw", chosen])
    if finished.code == 0:
        st.success(f"已撤回 {escaped(chosen)}。点“更新数据”后生效。")
    else:
        st.error(escaped(finished.problem or "没有撤回成。请把时间告诉管理员。"))


def _own(viewer: Viewer, batches: pl.DataFrame) -> pl.DataFrame:
    """Return the batches of ledgers that the viewer's role hands in."""
    ledgers = [one.id for one in load_ledgers().values() if viewer.role in one.uploaded_by]
    return batches.filter(pl.col("ledger").is_in(ledgers))


def templates(home: Path, ledgers: list[str]) -> None:
    """Draw the download of blank workbooks of `ledgers`; they are an offer, not a duty."""
    st.markdown("手边没有现成台账时，可以用空白模板（带下拉选项、一行示例和填写规则）。")
    if st.button("生成空白模板", key="make_templates"):
        with st.spinner("正在生成模板…"), tempfile.TemporaryDirectory() as folder:
            finished = submissions_upload.run(home, ["template", *ledgers, "--out", folder])
            files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
            if finished.code != 0 or not files:
                st.error(escaped(finished.problem or "没有生成模板。请把时间告诉管理员。"))
                return
            st.session_state["templates"] = _zipped(files)
    if st.session_state.get("templates"):
        st.download_button(
            "下载空白模板（.zip）",
            st.session_state["templates"],
            "空白台账模板.zip",
            "application/zip",
            on_click="ignore",
        )


def _zipped(files: list[Path]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.name)
    return out.getvalue()
