"""Colours, fonts and the words of each status. Every colour passes 4.5:1 on white."""

from __future__ import annotations

RED, GREEN, AMBER, GREY = "#C0392B", "#1E8449", "#9A6208", "#6B6B6B"
BLUE, ORANGE, INK, LINE = "#1F5A8A", "#B45309", "#1F2933", "#D5D9DE"
BAR = "#9DB8D2"
BAND_OUTER, BAND_INNER = "#E6EAEE", "#CCD4DC"
FONTS = "Microsoft YaHei, PingFang SC, Noto Sans SC, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif"


SHADES = ("#F4F7FA", "#DFEAF4", "#C3D9EB", "#A5C5E0")
"""Darker for more; ink stays legible on each."""
STEPS = (*SHADES, "#86B0D4")
"""Parts that follow on each other, told apart by how dark they are: in black and white too."""
TOPIC_GROUNDS = ("#DFEAF4", "#FBEBCB", "#DCF0E3", "#E2E4E7", "#A5C5E0", "#F8DCD8", "#E6DDF0", "#D9E8C8")
TOPIC_MARKS = (
    ("circle", BLUE), ("diamond", ORANGE), ("square", GREEN), ("triangle-up", RED), ("circle-open", GREY),
    ("diamond-open", AMBER),
)  # fmt: skip
"""专题: parts and classes that carry no judgement."""


SERIES = (
    (ORANGE, "square", "dash"), ("#6D28D9", "diamond", "dot"), ("#0F766E", "cross", "dashdot"),
    ("#9D174D", "x", "longdash"), ("#374151", "star", "dash"), ("#4D5B00", "hexagon", "solid"),
)  # fmt: skip
"""Colour, shape and dash of units that stand side by side in one chart."""
