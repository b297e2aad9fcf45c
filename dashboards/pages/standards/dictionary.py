"""The dictionary of indicators, and the methods in words."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.shared.formatting import FEW_LABEL, FEW_MEANING
from dashboards.shared.labels import DEPTH_MEANING, DEPTHS, STATUS_MEANING, STATUSES
from dashboards.shared.markdown import escaped
from dashboards.widgets import definition
from dashboards.widgets.url_state import choose, search

_METHODS = """
**达标与比较分开回答。** “达标”是与标准比；“与同类比”是与条件相近的单位比。两者可以不一致，页面上分开列。

**汇总。** 上级的分子、分母是下级各组织之和，比率不是比率的平均。联合党支部在片区、全区只算一次，
在各成员校都列出并标“共享”。归属按事情发生当天的隶属关系。

**区间。** 比率用威尔逊（Wilson）区间，人数和次数用拜尔（Byar）区间，各给 95% 和 99.8% 两档。
区间越宽，基数越小，越不宜下结论。

**同类。** 按学段和规模分组，至少五个数据足够的单位才作比较；写明同类组名称和个数。
区间不含同类数值时才说“优于”或“差于”；没有好坏方向的指标只说“高于”“低于”。

**分位段。** 同类够 20 个、自己的95%区间又确实优于（或差于）同类合并值的，才给前10%、前25%
（或后25%、后10%），不分先后。同类 5 至 19 个只说优于、相近、差于；不足 5 个不比。

**漏斗图。** 以同类合计值为中心，控制限随基数变宽；落在限外才值得追问。数据离散偏大时，限外不等于有问题。

**最小样本。** 涉及人的比率分母不少于5人；测评不少于10张有效票。不足的只保留分子分母，不给比率。

**小数保护。** 纪律数据只有纪检专员能看到各单位人数；其他人只看全区、片区，
1–4人一律隐藏，能倒推出来的格子一并隐藏；半年结束、迟报的报齐以后公布一次，其间不因零星补报、更正而变，两次相减推不出个人。
测评有效票不足10张的组织和项目、不足5张的评议人类别不给数，能用减法倒推出它们的格子同样隐藏，谁也看不到。

**未报送不是零。** 有应报而没有收到台账的，写“未报送”，不计入合计，并写明已报几个、应报几个。

**进度。** 年度没有结束时，只看已经到期的要求：都做到为“进度正常”，否则为“进度滞后”。
"""


def entries(definitions: pl.DataFrame) -> None:
    """Draw the dictionary, a family at a time."""
    families = {"all": "全部类别"} | {family: family for family in dict.fromkeys(definitions["family"].to_list())}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        family = choose("指标类别", "family", families, "all", width=220)
        wanted = search("查找", "find", "名称、编号，或口径、依据里的词")
    within = definitions if family == "all" else definitions.filter(pl.col("family") == family)
    rows = [row for row in within.to_dicts() if wanted in definition.text(row).casefold()]
    st.markdown(f"共 {len(rows)} 项指标。" if rows else f"没有一项指标的名称、口径或依据里有“{escaped(wanted)}”。")
    for row in rows:
        state = f"　{row['lifecycle']}" if row.get("lifecycle") else ""
        with st.expander(
            f"{row['indicator_code']}　{escaped(row['name_zh'])}　（{escaped(row['family'])}{escaped(state)}）"
        ):
            st.markdown(definition.text(row))


def statuses() -> None:
    """Draw what each status and depth means: shape, word, sentence."""
    for code, style in STATUSES.items():
        st.markdown(f":{style.markdown}[**{escaped(style.label)}**]　{STATUS_MEANING[code]}")
    for style in DEPTHS.values():
        st.markdown(f":{style.markdown}[**{escaped(style.label)}**]　{DEPTH_MEANING}")
    st.markdown(f"**{FEW_LABEL}**　{FEW_MEANING}。")


def methods() -> None:
    """Draw how values are added up and compared."""
    st.markdown(_METHODS)
