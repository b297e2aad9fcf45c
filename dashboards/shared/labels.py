"""The Chinese labels, signs and colours of every state that a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import cycle

from dashboards.shared.theme import AMBER, BLUE, GREEN, GREY, ORANGE, RED
from pipeline.policy.vocabulary import vocabulary

_WORDS = vocabulary()
STATUS = _WORDS.statuses


@dataclass(frozen=True)
class Status:
    """How a status is shown: word, shape, colour, plotly marker, Markdown colour and a pale background."""

    word: str
    shape: str
    colour: str
    marker: str
    markdown: str
    background: str

    @property
    def label(self) -> str:
        """Shape and word, so that colour never stands alone."""
        return f"{self.shape} {self.word}"


DEPTHS: Mapping[str, Status] = {
    "severe": Status(_WORDS.depths["severe"], "◆", RED, "diamond", "red", "#F3C4BD"),
    "marked": Status(_WORDS.depths["marked"], "▲", ORANGE, "triangle-up", "orange", "#F9DDBB"),
    "slight": Status(_WORDS.depths["slight"], "△", AMBER, "triangle-up-open", "orange", "#FDF3DC"),
}
"""How far below its standard a value is, the deepest first; sign, word and colour differ, so that it holds in print."""


STATUSES: Mapping[str, Status] = {
    "not_met": Status(STATUS["not_met"], "●", RED, "circle", "red", "#F8DCD8"),
    "behind": Status(STATUS["behind"], "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "over": Status(STATUS["over"], "▼", RED, "triangle-down", "red", "#F8DCD8"),
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

MET, SHORT, JUDGED = _WORDS.status_groups.met, _WORDS.status_groups.short, _WORDS.status_groups.judged
"""Statuses that say a standard was kept, that it was missed, and both."""

STATES: Mapping[str, Status] = {
    **{
        f"{code}:{depth}": replace(look, word=f"{STATUS[code]}·{look.word}")
        for depth, look in DEPTHS.items()
        for code in SHORT
    },
    **STATUSES,
}
"""Every status, before them those that fall short with their depth (`not_met:severe`), the deepest first."""

DEPTH_MEANING = (
    "低于标准时差距的深浅：看做到了应做到的百分之几；只差一次、一人的算差一点，今年还补得上的轻一档（差距分档可改）。"
)

STATUS_MEANING: Mapping[str, str] = {
    "not_met": "周期已结束，没有达到标准。",
    "behind": "年度还没有结束，按已到期的要求看，进度落后。",
    "over": "年度还没有结束，已经超过了不应超过的上限。",
    "met": "周期已结束，达到标准。",
    "on_track": "年度还没有结束，已到期的要求都做到了。",
    "no_standard": "没有标准，或标准尚未经人确认（灰色列出，不作判断）。",
    "not_reported": "有应报内容，但该年度没有收到这个组织的台账。未报送不是零。",
    "too_few": "分母低于最小样本量，只保留分子分母，不给比率。",
    "not_due": "这个周期还没有到期的要求。",
    "not_applicable": "这项要求不适用于该单位，或者所用的台账已经停报。",
    "suppressed": "人数较少（1–4人）或有效票不足，或为防止用减法倒推而一并隐藏；"
    "其中纪律数据只有纪检专员可见全部，区和片区的数半年公布一次。",
}

SUBMISSION_STATES: Mapping[str, tuple[str, str, str]] = {
    "received": ("✓", "已报", "#DCF0E3"),
    "late": ("▲", "迟报", "#FBEBCB"),
    "missing": ("—", "缺报", "#F8DCD8"),
    "not_due": ("·", "未到期", "#F7F8F9"),
}

TASK_STATES: Mapping[str, Status] = {
    "overdue": Status("逾期未完成", "●", RED, "circle", "red", "#F8DCD8"),
    "done_late": Status("逾期完成", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "done": Status("按时完成", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
    "to_come": Status("未到期", "·", GREY, "square-open", "gray", "#E2E4E7"),
}
"""Where a task or a step with a day stands (年度要点, 发展党员)."""

PROBLEM_STATES: Mapping[str, Status] = {
    "overdue": Status("逾期未销号", "●", RED, "circle", "red", "#F8DCD8"),
    "due_soon": Status("即将到期", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "to_come": Status("整改中", "·", GREY, "square-open", "gray", "#E2E4E7"),
    "done_late": Status("逾期销号", "△", BLUE, "triangle-up-open", "blue", "#DFEAF4"),
    "done": Status("按期销号", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
}
"""Where a problem stands (问题整改)."""

ACCEPTANCE: Mapping[str, Status] = {
    "not_yet": Status("计划内尚未达标", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "accepted": Status("验收达标", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
    "unplanned": Status("不在本年计划", "·", GREY, "square-open", "gray", "#E2E4E7"),
}

CONCLUSIONS: Mapping[str, Status] = {
    "未达标": Status("未达标", "●", RED, "circle", "red", "#F8DCD8"),
    "基本达标": Status("基本达标", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "达标": Status("达标", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
}

NO_CONCLUSION = Status("尚无验收结论", "·", GREY, "square-open", "gray", "#F0F1F3")
"""标准化建设: an organisation on the year's plan, and what was concluded on an item."""

PIPELINE: Mapping[str, Status] = {
    "candidates_overdue": Status("有逾期程序的人", "●", RED, "circle", "red", "#F8DCD8"),
    "candidates_in_time": Status("没有逾期程序的人", "✓", BLUE, "circle-open", "blue", "#DFEAF4"),
}
"""发展党员: the candidates of a stage."""

BANDS: Mapping[str, Status] = {
    "failed": Status("不合格", "●", RED, "circle", "red", "#F8DCD8"),
    "basic": Status("基本合格", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "passed": Status("合格", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
    "excellent": Status("优秀", "★", BLUE, "star", "blue", "#DFEAF4"),
}
"""责任书考核, lowest first."""

COLUMN_USES: Mapping[str, Status] = {
    "unused": Status("没有用到", "●", RED, "circle", "red", "#F8DCD8"),
    "telling": Status("只用来认行认人", "—", GREY, "line-ew-open", "gray", "#E2E4E7"),
    "shown": Status("只上页面和材料", "○", AMBER, "circle-open", "orange", "#FBEBCB"),
    "other": Status("用于不作判断的指标", "◇", BLUE, "diamond-open", "blue", "#DFEAF4"),
    "judging": Status("用于已确认的指标", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
}
"""减负对照: what a column of a ledger is used for, the least first."""

TRIALS: Mapping[str, Status] = {
    "met_before": Status("现行标准下达标", "○", GREY, "square-open", "gray", "#D5D9DE"),
    "met_after": Status("试算标准下达标", "◆", BLUE, "diamond", "blue", "#1F5A8A"),
}

CHANGES: Mapping[str, Status] = {
    "worse": Status("由达标变为未达标", "●", RED, "circle", "red", "#F8DCD8"),
    "better": Status("由未达标变为达标", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
}
"""标准模拟: what another threshold does."""

FOLLOW_UP: Mapping[str, Status] = {
    "待核实": Status("待核实", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "整改中": Status("整改中", "◆", BLUE, "diamond", "blue", "#DFEAF4"),
    "数据问题": Status("数据问题", "■", GREY, "square", "gray", "#E2E4E7"),
    "已销号": Status("已销号", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
}

NOT_FOLLOWED = Status("未登记", "○", GREY, "circle-open", "gray", "#F0F1F3")
"""跟进状态 of what fell short, as the store spells it."""

LOADS: Mapping[bool, Status] = {
    True: Status("可承受", "✓", BLUE, "circle-open", "blue", "#DFEAF4"),
    False: Status("超出可承受", "●", RED, "circle", "red", "#F8DCD8"),
}
"""预警规则: whether the school with most alerts would have been sent too many."""

COURSES: Mapping[str, Status] = {
    "better": Status("好转", "↗", GREEN, "triangle-up", "green", "#DCF0E3"),
    "worse": Status("变差", "↘", RED, "triangle-down", "red", "#F8DCD8"),
    "same": Status("持平", "→", GREY, "circle-open", "gray", "#F0F1F3"),
    "moved": Status("", "", GREY, "circle-open", "gray", "#F0F1F3"),
}
"""比去年: where a value went; `moved` has no direction and carries no judgement."""

PARTS_BESIDE: Mapping[str, Status] = {
    "worse": Status("差于其余", "▼", RED, "triangle-down", "red", "#F8DCD8"),
    "similar": Status("相近", "→", GREY, "circle-open", "gray", "#F0F1F3"),
    "better": Status("好于其余", "▲", GREEN, "triangle-up", "green", "#DCF0E3"),
}
"""A part of the district (片区, 学段) beside all the rest of it."""

TO_COME: Mapping[str, str] = {
    "problem": "问题整改",
    "request": "群众诉求",
    "task": "年度要点任务",
    "step": "发展党员程序",
    "case": "舆情信访",
    "transfer": "组织关系接转",
    "term": "换届",
    "ledger": "台账报送",
}
"""What falls due (`marts.coming_due`)."""

CLOCK_STATES: Mapping[str, str] = {"reached": "● 已满", "soon": "▲ 将满", "running": "○ 在计"}
"""How far what runs for a member has run (`marts.person_clock`)."""

ENDINGS: Mapping[str, Status] = {
    "换届": Status("换届", "◆", BLUE, "diamond", "blue", "#DFEAF4"),
    "影响期": Status("影响期届满", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
}

OUTCOMES: Mapping[str, Status] = {
    "impossible": Status("已不可能达标", "●", RED, "circle", "red", "#F8DCD8"),
    "will_miss": Status("按目前进度将不达标", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "undecided": Status("尚难判断", "·", GREY, "square-open", "gray", "#E2E4E7"),
    "will_meet": Status("按目前进度可达标", "○", BLUE, "diamond-open", "blue", "#DFEAF4"),
    "certain": Status("已确定达标", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
}

TESTED: Mapping[str, Status] = {
    "wrongly_promised": Status("说可达标，后来没有达标", "●", RED, "circle", "red", "#F8DCD8"),
    "wrongly_warned": Status("说不达标，后来达标了", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "was_right": Status("说对了", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
}
"""进度预测: what becomes of a value, worst first; and what became of what was forecast."""

COMPARISONS: Mapping[str, str] = {
    "better": "优于同类",
    "similar": "与同类相近",
    "worse": "差于同类",
    "higher": "高于同类",
    "lower": "低于同类",
    "not_compared": "不作比较",
}
"""与同类比: an answer apart from 达标; `higher` and `lower` carry no judgement."""

TRENDS: Mapping[str, str] = {
    "up": "↑ 上升",
    "down": "↓ 下降",
    "none": "→ 无明显变化",
    "too_few": "· 数据不足",
    "not_computed": "· 不作检验",
}

VERDICTS: Mapping[str, str] = {"better": "变好", "worse": "变差"}
"""近五期的走向: an arrow and what it means; without a direction it means nothing."""

PERIOD_STATES: Mapping[str, Status] = {
    "missed": Status("到期未开", "●", RED, "circle", "red", "#F8DCD8"),
    "open": Status("本期待开", "▲", AMBER, "triangle-up", "orange", "#FBEBCB"),
    "to_come": Status("以后各期", "·", GREY, "square-open", "gray", "#F7F8F9"),
    "not_reported": Status("未报送", "—", GREY, "line-ew-open", "gray", "#E2E4E7"),
    "done": Status("已完成", "✓", GREEN, "circle-open", "green", "#DCF0E3"),
}
"""What a period asked for: where it stands."""

_GROUNDS = ("#CFE3F5", "#D8EFE3", "#E9E3F4", "#FBE7C6", "#F8DCD8", "#E3EBC9", "#D5EDF0", "#E6DCCB", "#DCE3EA")

ACTIVITY_KINDS: Mapping[str, tuple[str, str]] = {
    kind: (letter, ground)
    for (kind, letter), ground in zip(_WORDS.calendar_letters.items(), cycle(_GROUNDS), strict=False)
}

OTHER_KIND, SEVERAL_KINDS = ("其", "#F0F1F3"), ("多", "#C9D3DD")
"""组织生活日历: a letter and a pale background for each kind; several kinds on one day share a background."""

FAMILIES = _WORDS.families

LEVELS: Mapping[str, str] = {code: words.whole for code, words in _WORDS.levels.items()}
MEASURE_WORDS: Mapping[str, str] = {code: words.measure_word for code, words in _WORDS.levels.items()}
COUNTED: Mapping[str, str] = {code: words.counted for code, words in _WORDS.levels.items()}
"""A level as it is called, its measure word (所), and as the noun behind a number (所学校)."""

EVERY: Mapping[str, str] = {code: words.every for code, words in _WORDS.periods.items()}
"""How often: 按季度."""

DIRECTIONS: Mapping[str, str] = {"higher": "越高越好", "lower": "越低越好", "none": "不作好坏判断"}


def status(code: str | None) -> Status:
    """Return how a status or state is shown; an unknown code is shown as not applicable."""
    return STATES.get(code or "", STATUSES["not_applicable"])
