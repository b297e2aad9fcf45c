"""诉求、党费、发展党员、接转、议事、宣传信访、经费、德育: a faultless row and the trials of every rule."""

from datetime import date

from tests.expectations.trials import (
    NO_ORGANISATION,
    TOMORROW,
    Row,
    Trial,
    in_future,
    out_of_order,
    too_early,
    unresolved,
)

FAULTLESS: dict[str, Row] = {
    "request": {
        "request_no": "SQ1", "org": "一小支部", "org_code": "A1", "accepted_on": date(2025, 3, 3),
        "promised_on": date(2025, 3, 10), "closed_on": date(2025, 3, 8), "rating": "满意",
    },
    "dues": {
        "org": "一小支部", "org_code": "A1", "month": date(2025, 3, 1), "members_due": 23, "members_paid": 22,
        "amount_due": 460.0, "amount_paid": 440.0,
    },
    "admission": {
        "candidate_no": "FZ1", "org": "一小支部", "org_code": "A1", "step": "政治审查", "due_on": date(2025, 6, 30),
        "done_on": date(2025, 6, 20), "is_frontline_teacher": True,
    },
    "transfer": {
        "transfer_no": "JZ1", "from_org": "一小支部", "to_org": "二小支部", "from_org_code": "A1", "to_org_code": "A2",
        "org_code": "A2", "issued_on": date(2025, 8, 20), "received_on": date(2025, 9, 5),
    },
    "decision": {
        "decision_no": "YS1", "org": "一小支部", "org_code": "A1", "topic_class": "大额资金使用",
        "proposed_on": date(2025, 3, 3), "decided_on": date(2025, 3, 6), "deployed_on": date(2025, 3, 10),
    },
    "publicity": {
        "item_no": "XC1", "org": "一小支部", "org_code": "A1", "published_on": date(2025, 3, 12),
        "publicity_type": "信访", "level": "区级", "due_on": date(2025, 4, 12), "closed_on": date(2025, 4, 1),
    },
    "funding": {
        "year": 2025, "org": "一小支部", "org_code": "A1", "item": "阵地建设", "amount": 3000.0,
        "spent_on": date(2025, 5, 20),
    },
    "moral_education": {
        "school": "示例一小", "school_code": "S1", "month": date(2025, 3, 1), "item": "国旗下讲话", "quantity": 4.0,
    },
}  # fmt: skip

TOLD_APART_BY = {
    "request": "request_no", "dues": "org_code", "admission": "candidate_no", "transfer": "transfer_no",
    "decision": "decision_no", "publicity": "item_no", "funding": "org_code", "moral_education": "school_code",
}  # fmt: skip

NEXT_MONTH: Trial = (
    "month_not_in_future",
    {"month": date(2026, 1, 1)},
    {"month": date(2025, 12, 1)},
    "“月份”是2026年1月1日，晚于2025年12月31日",
)
NO_DATES: Row = {"proposed_on": None, "decided_on": None, "deployed_on": None}

WRITTEN: dict[str, list[Trial]] = {
    "request": [
        in_future("accepted_on", promised_on=TOMORROW, closed_on=None, rating=None),
        too_early("accepted_on", 2000, promised_on=date(2000, 1, 10), closed_on=date(2000, 1, 8)),
        out_of_order("promised_on", "受理日期", date(2025, 3, 3)),
        (
            "promised_soon",
            {"promised_on": date(2026, 3, 4)},
            {"promised_on": date(2026, 3, 3)},
            "“受理日期”是2025年3月3日，“承诺办结日期”是2026年3月4日",
        ),
        in_future("closed_on"),
        out_of_order("closed_on", "受理日期", date(2025, 3, 3)),
        NO_ORGANISATION,
        ("rated_when_closed", {"closed_on": None}, {"closed_on": None, "rating": None}, "“评价”是满意，却没有填"),
    ],
    "dues": [
        NEXT_MONTH,
        too_early("month", 2000),
        NO_ORGANISATION,
        ("members_paid_at_most", {"members_paid": 24}, {"members_paid": 23}, "（24）多于“应交人数”（23）"),
        ("amount_paid_possible", {"amount_paid": -0.5}, {"amount_paid": 0.0}, "“实交金额”是负数"),
        (
            "amount_due_possible",
            {"amount_due": -0.5, "amount_paid": None},
            {"amount_due": 0.0, "amount_paid": None},
            "“应交金额”是负数",
        ),
        ("amount_paid_at_most", {"amount_paid": 460.5}, {"amount_paid": 460.0}, "“实交金额”多于“应交金额”"),
        ("paid_without_payers", {"members_paid": 0}, {"members_paid": 1}, "“实交人数”却是0"),
        (
            "somebody_due",
            {"members_due": 0, "members_paid": 0, "amount_paid": None},
            {"members_due": 1, "members_paid": 0, "amount_paid": None},
            "“应交人数”是0",
        ),
    ],
    "admission": [
        too_early("due_on", 2000, done_on=None),
        (
            "due_before_long",
            {"due_on": date(2029, 1, 1), "done_on": None},
            {"due_on": date(2028, 12, 31), "done_on": None},
            "“应完成日期”是2029年1月1日，比2025年12月31日晚了三年以上",
        ),
        in_future("done_on"),
        too_early("done_on", 2000),
        NO_ORGANISATION,
        ("step_known", {"step": "思想汇报"}, {"step": "材料归档"}, "“思想汇报”不在二十五道程序之内"),
    ],
    "transfer": [
        in_future("issued_on", received_on=None),
        too_early("issued_on", 2000),
        in_future("received_on"),
        out_of_order("received_on", "开出日期", date(2025, 8, 20)),
        (
            "one_side_known",
            {"from_org_code": None, "to_org_code": None, "org_code": None},
            {"to_org_code": None, "org_code": "A1"},
            "都没有对应到本区登记的党组织",
        ),
        (
            "two_sides",
            {"to_org": "一小支部", "to_org_code": "A1", "org_code": "A1"},
            {"from_org_code": None},
            "是同一个党组织",
        ),
    ],
    "decision": [
        in_future("proposed_on", decided_on=None, deployed_on=None),
        in_future("decided_on", deployed_on=None),
        in_future("deployed_on"),
        too_early("proposed_on", 2000),
        too_early("decided_on", 2000, proposed_on=date(2000, 1, 1)),
        too_early("deployed_on", 2000, proposed_on=date(2000, 1, 1), decided_on=date(2000, 1, 1)),
        NO_ORGANISATION,
        ("some_date", NO_DATES, NO_DATES | {"proposed_on": date(2025, 3, 3)}, "三个日期都没有填"),
        (
            "decided_before_deployed",
            {"decided_on": None},
            {"decided_on": None, "deployed_on": None},
            "“部署日期”是2025年3月10日，却没有填“党组织会议决定日期”",
        ),
        (
            "proposed_before_decided",
            {"proposed_on": None},
            {"deployed_on": None},
            "“党组织会议决定日期”是2025年3月6日，却没有填“校长办公会提出日期”",
        ),
        ("prescribed_order", {"decided_on": date(2025, 3, 2)}, {"decided_on": date(2025, 3, 3)}, "日期前后颠倒"),
    ],
    "publicity": [
        in_future("published_on", due_on=TOMORROW, closed_on=None),
        too_early("published_on", 2000, due_on=date(2000, 2, 1), closed_on=None),
        out_of_order("due_on", "日期", date(2025, 3, 12)),
        (
            "due_soon",
            {"due_on": date(2026, 3, 13)},
            {"due_on": date(2026, 3, 12)},
            "“日期”是2025年3月12日，“应办结日期”是2026年3月13日",
        ),
        in_future("closed_on"),
        out_of_order("closed_on", "日期", date(2025, 3, 12)),
        NO_ORGANISATION,
        (
            "case_has_deadline",
            {"publicity_type": "舆情", "due_on": None},
            {"publicity_type": "报道", "due_on": None},
            "“类型”是舆情，没有填“应办结日期”",
        ),
        (
            "report_has_level",
            {"publicity_type": "报道", "level": None},
            {"level": None},
            "“类型”是报道，没有填“级别”",
        ),
    ],
    "funding": [
        ("year_not_before", {"year": 1999}, {"year": 2000, "spent_on": date(2000, 1, 1)}, "“年度”是1999，早于2000"),
        ("year_near", {"year": 2027}, {"year": 2025}, "“年度”是2027，比2025年12月31日晚了不止一年"),
        in_future("spent_on"),
        too_early("spent_on", 2000, year=2000),
        (
            "spent_for_the_year",
            {"year": 2023},
            {"year": 2024},
            "“年度”是2023，“日期”却是2025年5月20日",
        ),
        NO_ORGANISATION,
        ("amount_possible", {"amount": -0.5}, {"amount": 0.5}, "“金额”是-0.5，不能是负数"),
        ("amount_usual", {"amount": 1000000.5}, {"amount": 1000000.0}, "元，需核实"),
    ],
    "moral_education": [
        NEXT_MONTH,
        too_early("month", 2000),
        unresolved("school", "school_code", "示例一小"),
        ("quantity_possible", {"quantity": -1.0}, {"quantity": 0.0}, "“数量”是-1，不能是负数"),
        ("quantity_usual", {"quantity": 1001.0}, {"quantity": 1000.0}, "“国旗下讲话”的“数量”是1001，超过一千"),
    ],
}
