"""Colours, fonts and the words of each status. Every colour passes 4.5:1 on white."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.status_words import STATUS

RED, GREEN, AMBER, GREY = "#C0392B", "#1E8449", "#9A6208", "#6B6B6B"
BLUE, ORANGE, INK, LINE = "#1F5A8A", "#B45309", "#1F2933", "#D5D9DE"
PALE = "#EEF2F6"
BAND_OUTER, BAND_INNER = "#E6EAEE", "#CCD4DC"
FONTS = "Microsoft YaHei, PingFang SC, Noto Sans SC, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif"


@dataclass(frozen=True)
class Status:
    """How a status is shown: word, shape, colour, plotly marker, Markdown colour and a pale ground."""

    word: str
    shape: str
    colour: str
    marker: str
    markdown: str
    ground: str

    @property
    def label(self) -> str:
        """Shape and word, so that colour never stands alone."""
        return f"{self.shape} {self.word}"


STATUSES: Mapping[str, Status] = {
    "not_met": Status(STATUS["not_met"], "●", RED, "circle", "red", "#F8DCD8"),
    "behind": Status(STATUS["behind"], "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "met": Status(STATUS["met"], "✓", GREEN, "circle-open", "green", "#DCF0E3"),
    "on_track": Status(STATUS["on_track"], "✓", GREEN, "circle-open", "green", "#DCF0E3"),
    "no_standard": Status(STATUS["no_standard"], "○", BLUE, "diamond-open", "blue", "#DFEAF4"),
    "not_reported": Status(STATUS["not_reported"], "—", GREY, "line-ew-open", "gray", "#E2E4E7"),
    "too_few": Status(STATUS["too_few"], "n<", GREY, "square-open", "gray", "#F0F1F3"),
    "not_due": Status(STATUS["not_due"], "·", GREY, "square-open", "gray", "#F7F8F9"),
    "not_applicable": Status(STATUS["not_applicable"], "/", GREY, "square-open", "gray", "#FFFFFF"),
    "suppressed": Status("已隐藏", "■", GREY, "square-open", "gray", "#E2E4E7"),
}
"""In the order in which attention is due."""

STATUS_MEANING: Mapping[str, str] = {
    "not_met": "周期已结束，没有达到标准。",
    "behind": "年度还没有结束，按已到期的要求看，进度落后。",
    "met": "周期已结束，达到标准。",
    "on_track": "年度还没有结束，已到期的要求都做到了。",
    "no_standard": "没有标准，或标准尚未经人确认（灰色列出，不作判断）。",
    "not_reported": "有应报内容，但该年度没有收到这个组织的台账。未报送不是零。",
    "too_few": "分母低于最小样本量，只保留分子分母，不给比率。",
    "not_due": "这个周期还没有到期的要求。",
    "not_applicable": "这项要求不适用于该单位。",
    "suppressed": "人数较少（1–4人），或为防止倒推而一并隐藏；只有纪检专员可见。",
}

SUBMISSION_STATES: Mapping[str, tuple[str, str, str]] = {
    "received": ("✓", "已报", "#DCF0E3"),
    "late": ("▲", "迟报", "#FBEBCB"),
    "missing": ("—", "缺报", "#F8DCD8"),
    "not_due": ("·", "未到期", "#F7F8F9"),
}

COMPARISONS: Mapping[str, str] = {
    "better": "优于同类",
    "similar": "与同类相近",
    "worse": "差于同类",
    "higher": "高于同类",
    "lower": "低于同类",
    "not_compared": "不作比较",
}
"""与同类比: an answer apart from 达标; `higher` and `lower` carry no judgement."""

FAMILIES = (
    "组织生活", "学习培训", "满意度测评", "责任落实", "服务群众", "组织建设", "创新品牌", "数据质量", "纪律作风",
)  # fmt: skip
LEVELS: Mapping[str, str] = {"district": "全区", "area": "片区", "school": "学校", "branch": "支部"}
DIRECTIONS: Mapping[str, str] = {"higher": "越高越好", "lower": "越低越好", "none": "不作好坏判断"}


def status(code: str | None) -> Status:
    """Return how `code` is shown; an unknown code is shown as not applicable."""
    return STATUSES.get(code or "", STATUSES["not_applicable"])
