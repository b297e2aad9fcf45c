"""专题: eight topics, each a family of indicators and what it needs beyond the general charts."""

from __future__ import annotations

from collections.abc import Mapping

from dashboards.pages.topic import discipline_panels, organisation_panels, survey_panels
from dashboards.pages.topic.count_panels import Panel
from dashboards.pages.topic.definitions import Topic
from dashboards.pages.topic.links import PageLink
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit

TOPICS: Mapping[str, Topic] = {
    "life": Topic(
        "组织生活",
        (
            Panel(
                "life_attendance",
                "到会率分布",
                "场次",
                by="series",
                first="活动类型",
                whole="全部活动",
                evened=True,
                hint="条长都是100%，括号里和条上的数是场次。每场活动的到会率=实到÷应到，没有填应到、实到的不计；"
                "“全部活动”里一场只算一次。",
            ),
            Panel("life_kind", "各类活动逐月场次", "场次", by="month", hint="一场活动兼作几类的，每类各计一次。"),
            Panel("theme_day", "主题党日是否在固定日", "场次", by="month", hint="固定日见标准表；没有设的月份不计。"),
        ),
    ),
    "study": Topic(
        "学习培训",
        (
            Panel("study_hours", "各类培训逐月学时", "学时", by="month", hint="学时是各人学时之和，计在登记的党组织。"),
            Panel("study_kind", "学习活动逐月场次", "场次", by="month", hint="学习培训各项指标所计的活动类型。"),
            Panel("deliverable", "学习报告与述学等逐月份数", "份", by="month"),
            PageLink("培训达标的门槛和人均学时", "what_if", "到标准模拟试算门槛", indicator="L03"),
        ),
    ),
    "discipline": Topic("纪律作风", (discipline_panels.Forms(), discipline_panels.Effects())),
    "survey": Topic("满意度测评", (survey_panels.Items(), survey_panels.Grades(), survey_panels.Response())),
    "service": Topic(
        "服务群众",
        (
            Panel("pairing_kept", "期末仍在结对的对象", "对", by="year", first="年度", every_year=True),
            Panel("pairing_new", "逐月新结对", "对", by="month"),
            Panel(
                "request_open_age",
                "尚未办结的诉求：受理至今",
                "件",
                by="series",
                first="期限",
                every_year=True,
                hint="按数据截止日看，与所选年度无关。",
            ),
            Panel("request_days", "已办结诉求的办理天数", "件", hint="按办结日期所在年度计。"),
            Panel("request_rating", "办结诉求的评价", "件", by="month"),
        ),
    ),
    "duty": Topic(
        "责任落实",
        (
            Panel(
                "problem_open_age",
                "尚未销号的问题：提出至今",
                "个",
                by="series",
                first="期限",
                every_year=True,
                hint="按数据截止日看，与所选年度无关。",
            ),
            Panel(
                "problem_closed",
                "已销号问题是否按期",
                "个",
                by="year",
                first="年度",
                every_year=True,
                hint="按销号日期所在年度计。",
            ),
            PageLink("逐条问题和年年反复", "problems", "到问题整改"),
            Panel("deliverable", "报告、述职等材料逐月份数", "份", by="month"),
            PageLink("责任书签订与考核等次", "pledges", "到责任书考核"),
        ),
    ),
    "building": Topic(
        "组织建设",
        (
            Panel(
                "organisation",
                "党组织：按类别和规模",
                "个",
                by="series",
                first="规模",
                hint=("年末（或数据截止日）仍在的党组织；规模只分支部一级：按在册党员数。"),
            ),
            Panel("organisation_event", "党组织变动", "次", by="year", first="年度", every_year=True),
            organisation_panels.Terms(),
            organisation_panels.Stages(),
            Panel("transfer_days", "组织关系接转：开出到接收的天数", "件", hint="按接收日期计，计在接收的党组织。"),
        ),
    ),
    "brand": Topic(
        "创新品牌",
        (
            Panel("honour", "荣誉：按类别和级别", "项", by="series", first="荣誉类别"),
            Panel("honour", "荣誉：按年度和级别", "项", by="year", first="年度", every_year=True),
            Panel(
                "brand_kept",
                "期末有效的品牌与示范岗",
                "项",
                by="year",
                first="年度",
                every_year=True,
                hint="授予以后一直有效，只计年末（或数据截止日）仍在的党组织。",
            ),
            Panel("publicity", "宣传报道逐月篇数", "篇", by="month", first="级别"),
        ),
    ),
}
"""What stands in the address (`?topic=`) for each topic."""


def chosen(visit: Visit, choice: Choice) -> Topic:
    """Draw the choice of a topic; 纪律作风 is offered from the 片区 up, and to the 纪检专员."""
    by_unit = visit.viewer.sees_confidential or visit.viewer.unit_level in ("district", "area")
    offered = {key: topic.family for key, topic in TOPICS.items() if key != "discipline" or by_unit}
    with choice.row:
        key = choose("专题", "topic", offered, "life", width=150)
    return TOPICS[key]
