"""Kinds of files that clerks hand in, each in a ledger and a format of its own: what lands, what goes back.

All are handed in at once, into one home.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from tests.ingest.small_district import basics, send, write

Rows = list[list[Any]]
HEADER = ["党支部", "日期", "类型", "主题", "应到", "实到"]
TALLY = ["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目"]
FIRST, YONGAN, UPPER = "一中第一党支部", "永安小学党支部", "一中党总支"


@dataclass(frozen=True)
class Kind:
    """A file by its name, its sheets, and what is right: of the landed rows these fields, and how many go back."""

    file: str
    sheets: dict[str, Rows]
    ledger: str
    fields: tuple[str, ...]
    landed: list[tuple[Any, ...]]
    returned: int = 0
    said: str = ""

    def write(self, folder: Path) -> Path:
        if self.file.endswith(".csv"):
            (rows,) = self.sheets.values()
            return write(folder, self.file, rows, "gb18030")
        if self.file.endswith(".docx"):
            return self._write_document(folder / self.file)
        book = Workbook()
        book.remove(book.active)
        for name, rows in self.sheets.items():
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
        book.save(folder / self.file)
        return folder / self.file

    def _write_document(self, path: Path) -> Path:
        """Write each sheet as a table below a line with its name."""
        document = Document()
        for name, rows in self.sheets.items():
            document.add_paragraph(name)
            table = document.add_table(len(rows), max(map(len, rows)))
            for line, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(line.cells, cells, strict=False):
                    cell.text = str(text)
        document.save(str(path))
        return path


KINDS = [
    Kind(
        "一中党总支2025年三会一课.xlsx",
        {"第一党支部": [HEADER[1:], ["3月4日", "党课", "表名是支部", 5, 4]]},
        "activity", ("org_code", "topic"), [("01010201", "表名是支部")],
    ),
    Kind(
        "培训.xlsx",
        {"一支部": [["填报单位：一中党总支"], ["姓名", "培训日期", "培训名称", "培训类别", "学时"],
                   ["赵六", "2025-03-04", "表名是支部", "集中培训", 4]]},
        "training", ("org_code", "course"), [("01010201", "表名是支部")],
    ),
    Kind(
        "责任书.xlsx",
        {"九支部": [["填报单位：一中党总支"], ["年度", "责任书类型", "签订日期"],
                   [2025, "党建目标责任书", "2025-03-04"]]},
        "pledge", ("org_code",), [], 1, "九支部",
    ),
    Kind(
        "第一中学党费.csv",
        {"": [["2025年党费收缴统计（单位：人、元）"], ["支部", "月份", "应交人数", "实交人数"],
              ["一支部", "4月", "9", "9"]]},
        "dues", ("org_code", "members_paid"), [("01010201", 9)],
    ),
    Kind(
        "诉求.csv",
        {"": [["填报单位：一中党总支    单位：件"], ["编号", "党支部", "受理日期", "承诺办结日期"],
              ["K1", "一支部", "2025-03-04", "2025-03-20"]]},
        "request", ("org_code", "request_no"), [("01010201", "K1")],
    ),
    Kind(
        "荣誉.csv",
        {"": [["填报单位：一中党总支"], ["获奖某支部", "类型", "名称", "级别", "授予日期"],
              ["一支部", "示范点", "先锋", "区级", "2025-03-04"]]},
        "honour", (), [], 0, "获奖某支部",
    ),
    Kind(
        "同上.csv",
        {"": [HEADER, [YONGAN, "2025-05-06", "党课", "同上一", "3", "3"],
              ["同上", "〃", "主题党日", "同上二", "”", "同上"]]},
        "activity", ("org_code", "topic", "expected", "attended"),
        [("010101", "同上一", 3, 3), ("010101", "同上二", 3, 3)],
    ),
    Kind(
        "同上（首行）.csv",
        {"": [["党支部", "月份", "应交人数", "实交人数"], ["同上", "2025-01", "3", "3"]]},
        "dues", (), [], 1, "同上",
    ),
    Kind(
        "是否召开.csv",
        {"": [[*HEADER, "是否召开"], [YONGAN, "2025-06-03", "党课", "开了", "3", "3", "是"],
              [YONGAN, "2025-06-04", "党课", "没有开", "3", "", "否"]]},
        "activity", ("topic",), [("开了",)], 1, "还没有开展",
    ),
    Kind(
        "状态.xlsx",
        {"表": [[*HEADER, "会议状态"], [YONGAN, "2025-06-05", "党课", "草稿", 3, "", "草稿（未提交）"],
                [YONGAN, "2025-06-06", "党课", "待召开", 3, "", "待召开会议"],
                [YONGAN, "2025-06-07", "党课", "延期后开了", 3, 3, "延期召开"]]},
        "activity", ("topic",), [("延期后开了",)], 2, "还没有开展",
    ),
    Kind(
        "接转.csv",
        {"": [["编号", "转出党组织", "转入党组织", "开出日期", "接收日期"],
              ["K1", YONGAN, FIRST, "2025-03-04", "在途"]]},
        "transfer", ("transfer_no", "received_on"), [("K1", None)],
    ),
    Kind(
        "经费.xlsx",
        {"表": [["年度", "党组织", "项目", "金额", "日期"], [2025, YONGAN, "慰问", "￥1,200.00", "2025-05-06"],
                [2025, YONGAN, "书籍", "人民币500元整", "2025-05-07"]]},
        "funding", ("item", "amount"), [("书籍", 500.0), ("慰问", 1200.0)],
    ),
    Kind(
        "责任书.docx",
        {"2025年度党风廉政建设责任书签订情况": [["党支部", "签订时间"], [YONGAN, "2025年3月1日"]]},
        "pledge", ("year", "pledge_type"), [(2025, "党风廉政建设责任书")],
    ),
    Kind(
        "述职.xlsx",
        {"表": [["2025年度书记述职报告完成情况"], ["党组织", "姓名", "完成时间"], [YONGAN, "张三", "2025-12-20"]]},
        "deliverable", ("year", "deliverable_type"), [(2025, "述职")],
    ),
    Kind(
        "品牌.csv",
        {"": [["党建品牌及荣誉登记表"], ["党组织", "名称", "级别", "授予日期"],
              [YONGAN, "永安之光", "区级", "2025-06-30"]]},
        "honour", (), [], 0, "类型",
    ),
    Kind(
        "计划与实际.csv",
        {"": [["党支部", "活动时间", "", "类型", "主题"], ["", "计划", "实际", "", ""],
              [YONGAN, "2025-07-03", "2025-07-10", "党课", "分两行的表头"]]},
        "activity", ("topic", "held_on"), [("分两行的表头", date(2025, 7, 10))],
    ),
    Kind(
        "两类学时.csv",
        {"": [["党支部", "姓名", "培训日期", "培训名称", "集中培训学时", "网络培训学时"],
              [YONGAN, "张三", "2025-03-04", "两类", "8", "4"], [YONGAN, "李四", "2025-03-04", "一类", "8", ""]]},
        "training", ("course", "hours"), [("一类", 8.0)], 2, "请一条写一行",
    ),
    Kind(
        "几个人.xlsx",
        {"表": [["党组织", "姓名", "联系对象类别", "结对日期"], [YONGAN, "张三 李四", "群众", "2025-03-04"]]},
        "outreach", (), [], 1, "请一行写一个人",
    ),
    Kind(
        "一中第一党支部会议记录.docx",
        {"会议记录": [["会议名称", "支部党员大会", "会议时间", "2025年8月5日14:30"],
                    ["会议主题", "名称是类型", "主持人", "某某"],
                    ["应到人数", "9人", "实到人数", "8人"]]},
        "activity", ("org_code", "activity_type", "topic", "attended"),
        [("01010201", "支部党员大会", "名称是类型", 8)],
    ),
    Kind(
        "经费（千元）.csv",
        {"": [["2025年党建经费（单位：千元）"], ["党组织", "项目", "金额", "日期"],
              [YONGAN, "书籍", "1.5", "2025-05-06"]]},
        "funding", (), [], 1, "千元",
    ),
    Kind(
        "学时（天）.xlsx",
        {"表": [["党支部", "姓名", "培训日期", "培训名称", "培训类别", "培训时长（天）"],
               [YONGAN, "张三", "2025-03-04", "三天", "集中培训", 3]]},
        "training", (), [], 1, "折合",
    ),
    Kind(
        "自评与考核.xlsx",
        {"表": [["年度", "党组织", "项目", "满分", "得分", ""], ["", "", "", "", "自评", "考核"],
               [2025, YONGAN, "组织体系设置", 10, 9.5, 8]]},
        "standardisation", (), [], 1, "“自评”和“考核”两列",
    ),
    Kind(
        "要点.docx",
        {"2025年党建工作要点": [["任务编号", "领域", "任务", "党组织", "完成时间", ""],
                         ["", "", "", "", "计划", "实际"],
                         ["Y1", "党风廉政建设", "甲", YONGAN, "2025年6月底", "2025-05-30"]]},
        "work_task", ("due_on", "done_on"), [(date(2025, 6, 30), date(2025, 5, 30))],
    ),
    Kind(
        "任务.csv",
        {"": [["年度", "任务编号", "领域", "任务", "党组织", "完成时限", "完成日期"],
              ["2025", "Y2", "党风廉政建设", "乙", YONGAN, "6月底", ""],
              ["2025", "Y3", "党风廉政建设", "丙", YONGAN, "6月底", "5月6日"]]},
        "work_task", ("task_no", "due_on"), [("Y2", date(2025, 6, 30))], 1, "没有写年份",
    ),
    Kind(
        "双栏.csv",
        {"": [["党组织", "姓名", "建档日期", "", "党组织", "姓名", "建档日期"],
              [YONGAN, "张三", "2025-01-02", "", YONGAN, "李四", "2025-01-03"]]},
        "integrity_file", ("filed_on",), [(date(2025, 1, 2),), (date(2025, 1, 3),)],
    ),
    Kind(
        "德育月报.xlsx",
        {name: [["月份", "项目", "数量"], ["2025年3月", "家访", 1]] for name in ("永安小学", "一中")},
        "moral_education", (), [], 0, "学校",
    ),
    Kind(
        "德育（各校）.xlsx",
        {name: [["月份", "项目", "数量"], ["2025年3月", "家访", 1]] for name in ("永安小学", "第一中学")},
        "moral_education", ("school_code", "quantity"), [("2101", 1.0), ("2102", 1.0)],
    ),
    Kind(
        "三重一大.xlsx",
        {name: [["编号", "党组织", "校长办公会提出日期", "党组织会议决定日期"],
                [name[:2], YONGAN, "2025-03-01", "2025-03-05"]]
         for name in ("重大决策", "大额资金使用")},
        "decision", ("decision_no", "topic_class"), [("大额", "大额资金使用"), ("重大", "重大决策")],
    ),
    Kind(
        "纪律处分与问责台账.xlsx",
        {"台账": [["编号", "党组织", "决定日期", "对象类别", "当事人编号", "处理种类"],
                ["C1", YONGAN, "2025-03-01", "党员", "R1", "警告"]]},
        "discipline", (), [], 0, "处理类别",
    ),
    Kind(
        "处分.xlsx",
        {"党纪处分": [["编号", "党组织", "决定日期", "对象类别", "当事人编号", "处理种类", "第一种", "第二种"],
                  ["C2", YONGAN, "2025-03-01", "党员", "R1", "警告", "", "√"]]},
        "discipline", ("measure_class", "form"), [("党纪处分", "第二种")],
    ),
    Kind(
        "结对勾选.csv",
        {"": [["党组织", "姓名", "结对日期", "群众", "困难学生"], [YONGAN, "张三", "2025-03-01", "", "√"],
              [YONGAN, "李四", "2025-03-01", "√", "√"]]},
        "outreach", ("subject_type",), [("困难学生",)], 1, "都打了勾",
    ),
    Kind(
        "结对学生.csv",
        {"": [["党组织", "姓名", "结对日期", "困难学生", "班级"], [YONGAN, "张三", "2025-03-01", "某生", "三（1）班"]]},
        "outreach", (), [], 0, "联系对象类别",
    ),
    Kind(
        "一中第一党支部主题党日记录.docx",
        {f"主题党日活动记录{number}": [["活动名称", "主题党日", "活动时间", f"2025年9月{number}日"],
                              ["地点", "会议室", "主持人", "某某"], ["应到人数", "9人", "实到人数", "8人"],
                              ["活动主题", f"第{number}张", "", ""]] for number in (1, 2)},
        "activity", ("org_code", "activity_type", "topic", "attended"),
        [("01010201", "主题党日", "第1张", 8), ("01010201", "主题党日", "第2张", 8)],
    ),
    Kind(
        "党员示范岗名单.xlsx",
        {"表": [["党员示范岗名单"], ["党支部", "姓名", "岗位"], [YONGAN, "张三", "语文组"]]},
        "honour", (), [], 0, "最像“荣誉与品牌”",
    ),
    Kind(
        "入党积极分子名册.csv",
        {"": [["党支部", "姓名", "确定积极分子时间"], [YONGAN, "某某", "2025-03-01"]]},
        "admission", (), [], 0, "最像“发展党员进度”",
    ),
    Kind(
        "未开展.csv",
        {"": [HEADER, [YONGAN, "2025-09-03", "党课", "学习党史（取消）", "3", ""],
              [YONGAN, "2025-09-04", "党课", "未召开", "3", "0"],
              [YONGAN, "2025-09-05", "党课", "学习党章（延期）", "3", "3"]]},
        "activity", ("topic",), [("学习党章(延期)",)], 2, "活动主题写有“取消”",
    ),
    Kind(
        "培训状态.csv",
        {"": [["党支部", "姓名", "培训日期", "培训名称", "培训类别", "学时", "状态"],
              [YONGAN, "张三", "2025-03-06至3月8日", "取消的", "集中培训", "8", "已取消"],
              [YONGAN, "李四", "2025-03-06至3月8日", "开了的", "集中培训", "8", "已完成"]]},
        "training", ("course", "trained_on"), [("开了的", date(2025, 3, 6))], 1, "不计入",
    ),
    Kind(
        "评议（括号）.csv",
        {"": [["年度", "党组织", "姓名", "等次"], ["2025", YONGAN, "张三", "“优秀”"],
              ["2025", YONGAN, "李四", "优秀（拟）"], ["2025", YONGAN, "王五", "合格（支部评定）"]]},
        "appraisal", ("grade",), [("优秀",), ("优秀(拟)",), ("合格",)],
    ),
    Kind(
        "党费页脚.csv",
        {"": [["党支部", "月份", "应交人数", "实交人数"], [YONGAN, "2025-05", "3", "3"],
              ["永安小学汇总", "2025-05", "3", "3"],
              ["共计：3人", "", "", ""], ["平均", "", "3", "3"], ["", "", "", "（盖章）"]]},
        "dues", ("members_paid",), [(3,)],
    ),
    Kind(
        "联系服务群众.csv",
        {"": [["党员联系服务群众登记表"], ["党组织", "姓名", "联系对象", "结对日期"],
              [YONGAN, "张三", "某生", "2025-03-01"]]},
        "outreach", (), [], 0, "联系对象类别",
    ),
    Kind(
        "联系困难学生.csv",
        {"": [["党员联系困难学生登记表"], ["党组织", "姓名", "结对日期"], [YONGAN, "张三", "2025-03-02"]]},
        "outreach", ("subject_type",), [("困难学生",)],
    ),
    Kind(
        "述职（年初）.csv",
        {"": [["2025年度书记述职完成情况"], ["党组织", "姓名", "完成时间"], [YONGAN, "李四", "1月10日"],
              [YONGAN, "王五", "12月10日"]]},
        "deliverable", ("done_on",), [(date(2025, 12, 10),)], 1, "也可能是次年的",
    ),
    Kind(
        "表头里的数字.csv",
        {"": [["党支部", "月份", "应交人数", "2", "实交人数"], [YONGAN, "2025-06", "3", "", "3"]]},
        "dues", ("members_due",), [(3,)],
    ),
    Kind(
        "评议（分表）.xlsx",
        {"优秀": [["2024年民主评议"], ["党组织", "姓名"], [YONGAN, "张三"]],
         "合格": [["2024年民主评议"], ["党组织", "姓名"], [YONGAN, "王五"]]},
        "appraisal", ("year", "grade"), [(2024, "优秀"), (2024, "合格")],
    ),
    Kind(
        "期限.csv",
        {"": [["2025年党建工作要点"], ["任务编号", "领域", "任务", "党组织", "完成时限", "完成日期"],
              ["Y5", "党风廉政建设", "甲", YONGAN, "第三季度", ""], ["Y6", "党风廉政建设", "乙", YONGAN, "3月—6月", ""],
              ["Y7", "党风廉政建设", "丙", YONGAN, "2025年6月", "6月"]]},
        "work_task", ("task_no", "due_on"), [("Y5", date(2025, 9, 30)), ("Y6", date(2025, 6, 30))], 1, "没有写到日",
    ),
    Kind(
        "量词.xlsx",
        {"永安小学": [["月份", "项目", "数量"], ["2025年5月", "走访", "12户"], ["2025年5月", "宣讲", "1.2万人次"],
                  ["2025年5月", "慰问", "二十余人"]]},
        "moral_education", ("item", "quantity"), [("宣讲", 12_000.0), ("走访", 12.0)], 1, "不是准数",
    ),
    Kind(
        "场数.csv",
        {"": [HEADER, [YONGAN, "2025-10-06", "党课", "人数写成场数", "3场", "3人"]]},
        "activity", ("topic",), [], 1, "“场”",
    ),
    Kind(
        "正式和预备.csv",
        {"": [[*HEADER[:4], "正式党员应到", "预备党员应到", "应到", "实到（正式）", "预备实到"],
              [YONGAN, "2025-10-07", "党课", "分开写的人数", "2", "1", "3", "2", "1"]]},
        "activity", ("expected", "attended"), [(3, 3)],
    ),
    Kind(
        "满意率.csv",
        {"": [["测评名称：某测评  测评类型：党建满意度  测评日期：2025-11-11"],
              ["党组织", "评议人类别", "评议项目", "满意率"], [YONGAN, "教师", "总体", "95%"]]},
        "survey", (), [], 0, "评价等次",
    ),
    Kind(
        "测评没有名称.csv",
        {"": [["测评日期", "测评类型", "党组织", "评议人类别", "评议项目", "满意", "不满意"],
              ["2025-11-11", "党建满意度", YONGAN, "教师", "总体", "9", "1"]]},
        "survey", (), [], 0, "“测评名称：2025年党建工作满意度测评”",
    ),
    Kind(
        "续表.docx",
        {"永安小学党支部2025年活动": [HEADER[1:], ["10月8日", "党课", "前一页", "3", "3"]],
         "（续表）": [HEADER[1:], ["10月9日", "党课", "后一页", "3", "3"]]},
        "activity", ("org_code", "held_on"), [("010101", date(2025, 10, 8)), ("010101", date(2025, 10, 9))],
    ),
    Kind(
        "中间的说明.csv",
        {"": [HEADER, [YONGAN, "2025-10-10", "党课", "上面", "3", "3"], ["（以下为补报内容）"],
              [YONGAN, "2025-10-11", "党课", "下面", "3", "3"]]},
        "activity", ("topic",), [("上面",), ("下面",)],
    ),
    Kind(
        "2025年党费（各月）.csv",
        {"": [["党支部", "1月", "2月", "3月"], [YONGAN, "3/3", "3/2", "3/3"]]}, "dues", (), [], 0, "应交人数",
    ),
    Kind(
        "2025年三评（得分）.xlsx",
        {"表": [["测评名称：2025年三评得分    测评日期：2025-11-12"],
               ["党组织", "评议人类别", "服务态度（20）", "工作作风30分", "合计（50分）"],
               [YONGAN, "群众", 18, 24, 42], [YONGAN, "领导", 21, 30, 51]]},
        "survey", ("survey_type", "item", "score"),
        [("三评", "服务态度", 90.0), ("三评", "工作作风", 80.0)], 2, "满分 20 之间",
    ),
    Kind(
        "三评（满分列）.csv",
        {"": [["测评名称：2025年三评（满分列）    测评日期：2025-11-12"],
              ["党组织", "评议人类别", "评议项目", "满分", "得分"],
              [YONGAN, "群众", "态度", "20", "18"], [YONGAN, "群众", "作风", "", "18"]]},
        "survey", ("item", "score"), [("作风", 18.0), ("态度", 90.0)], 0, "折成百分制",
    ),
    Kind(
        "三评（五分制）.xlsx",
        {"表": [["测评名称：2025年三评（五分制）", "", "测评日期：2025-11-12"],
               ["党组织", "评议人类别", "评议项目", "得分（5分制）"], [YONGAN, "群众", "态度", 4.5]]},
        "survey", ("item", "score"), [("态度", 90.0)], 0, "折成百分制",
    ),
    Kind(
        "三评（没有满分）.csv",
        {"": [["测评名称：2025年三评    测评日期：2025-11-12"],
              ["党组织", "评议人类别", "服务态度", "工作作风"], [YONGAN, "群众", "18", "24"]]},
        "survey", (), [], 0, "写上满分",
    ),
    Kind(
        "名称里有类型.csv",
        {"": [["测评名称", "测评日期", "党组织", "评议人类别", "评议项目", "满意", "不满意"],
              ["2025年作风评议", "2025-11-12", YONGAN, "教师", "总体", "9", "1"],
              ["2025年测评", "2025-11-12", YONGAN, "教师", "总体", "9", "1"]]},
        "survey", ("survey_type", "votes"), [("作风评议", 9), ("作风评议", 1)], 2, "测评类型",
    ),
    Kind(
        "经费没有年度.csv",
        {"": [["党组织", "项目", "金额（元）", "日期"], [YONGAN, "没有年度", "300", "2025-05-08"],
              [YONGAN, "没有年度", "200", "2024年12月31日"]]},
        "funding", ("year", "amount"), [(2025, 300.0), (2024, 200.0)], 0, "按“日期”的年份记入",
    ),
    Kind(
        "学时和勾.docx",
        {"永安小学党支部培训学时": [["姓名", "培训日期", "培训名称", "集中培训", "网络培训", "学时"],
                        ["张三", "2025-03-04", "打勾一", "√", "", "8"], ["李四", "2025-03-04", "打勾二", "", "√", "4"],
                        ["王五", "2025-03-04", "打勾三", "√", "√", "4"]]},
        "training", ("course", "training_type", "hours"),
        [("打勾一", "集中培训", 8.0), ("打勾二", "网络培训", 4.0)], 1, "都打了勾",
    ),
    Kind(
        "材料和勾.csv",
        {"": [["2025年材料报送情况"], ["党组织", "姓名", "述学", "述职", "学习报告", "完成日期"],
              [YONGAN, "张三", "√", "", "", "2025-06-01"], [YONGAN, "李四", "", "", "√", "2025-06-02"]]},
        "deliverable", ("deliverable_type", "done_on"),
        [("述学", date(2025, 6, 1)), ("学习报告", date(2025, 6, 2))],
    ),
    Kind(
        "逐票和勾.xlsx",
        {"表": [["测评名称：2025年党建满意度测评    测评日期：2025-11-13"],
               ["党组织", "评议人类别", "评议项目", "满意", "基本满意", "不满意"],
               [YONGAN, "教师", "总体", "√", "", ""], [YONGAN, "教师", "作风", "", "√", ""]]},
        "survey", ("item", "grade", "votes"), [("总体", "满意", None), ("作风", "基本满意", None)],
    ),
    Kind(
        "2025年党费（分月）.xlsx",
        {month: [["党支部", "应交人数", "实交人数"], [YONGAN, 8, 7]] for month in ("7月", "8月份")},
        "dues", ("month", "members_paid"), [(date(2025, 7, 1), 7), (date(2025, 8, 1), 7)],
    ),
    Kind(
        "德育（标题写月）.csv",
        {"": [["永安小学2025年9月德育统计"], ["项目", "数量"], ["标题写月", "8"]]},
        "moral_education", ("month", "item"), [(date(2025, 9, 1), "标题写月")],
    ),
    Kind(
        "党费（几个月）.csv",
        {"": [["2025年1-3月党费收缴"], ["党支部", "应交人数", "实交人数"], [YONGAN, "8", "7"]]},
        "dues", (), [], 0, "月份",
    ),
    Kind(
        "请假的学时.csv",
        {"": [["党支部", "姓名", "培训日期", "培训名称", "培训类别", "学时", "备注"],
              [YONGAN, "张三", "2025-04-04", "请假", "集中培训", "8", "请假（因公）"],
              [YONGAN, "李四", "2025-04-04", "请假", "集中培训", "8", "党员"]]},
        "training", ("course", "hours"), [("请假", 8.0)], 1, "看来没有参加",
    ),
    Kind(
        "没有签到的学时.xlsx",
        {"表": [["党支部", "姓名", "培训日期", "培训名称", "培训类别", "学时", "是否参训"],
               [YONGAN, "张三", "2025-04-05", "参训", "集中培训", 8, "是"],
               [YONGAN, "李四", "2025-04-05", "参训", "集中培训", 8, "否"]]},
        "training", ("course", "hours"), [("参训", 8.0)], 1, "看来没有参加",
    ),
    Kind(
        "两本台账.docx",
        {"中共云岭区永安小学支部委员会2025年台账": [["类型", "名称", "级别", "授予日期"],
                                     ["示范点", "两本台账", "区级", "2025-03-01"]],
         "二、经费": [["项目", "金额", "日期"], ["两本台账", "300", "3月1日"]]},
        "funding", ("year", "org_code", "amount"), [(2025, "010101", 300.0)],
    ),
    Kind(
        "两本台账（各写各的）.docx",
        {"中共云岭区永安小学支部委员会2025年台账": [["项目", "金额", "日期"], ["各写各的", "300", "3月1日"]],
         "城西小学党支部": [["项目", "金额", "日期"], ["各写各的", "400", "3月1日"]]},
        "funding", (), [], 0, "党组织",
    ),
    Kind(
        "两本台账.xlsx",
        {"表": [["2025年永安小学党支部台账"], ["一、组织生活"], HEADER[1:], ["11月4日", "党课", "两本台账", 3, 3], [],
               ["二、培训"], ["姓名", "培训日期", "培训名称", "培训类别", "学时"],
               ["张三", "11月4日", "两本台账", "集中培训", 8]]},
        "training", ("org_code", "trained_on"), [("010101", date(2025, 11, 4))],
    ),
    Kind(
        "永安小学党支部党小组会.xlsx",
        {name: [["日期", "类型", "主题", "应到", "实到"], ["2025-11-05", "党小组会", "两个小组", 2, 2]]
         for name in ("第一党小组", "第二党小组")},
        "activity", ("party_group", "attended"), [("第一党小组", 2), ("第二党小组", 2)],
    ),
    Kind(
        "支部后面的党小组.csv",
        {"": [HEADER, [YONGAN + "第一党小组", "2025-11-06", "党小组会", "写在后面", "2", "2"],
              [YONGAN, "2025-11-06", "第二党小组会", "写在类型里", "2", "2"]]},
        "activity", ("org_code", "activity_type", "party_group", "topic"),
        [("010101", "党小组会", "第一党小组", "写在后面"), ("010101", "党小组会", "第二党小组", "写在类型里")],
    ),
    Kind(
        "示范岗申报.docx",
        {"党员示范岗申报表": [["姓名", "张三", "党支部", YONGAN], ["岗位名称", "语文组示范岗", "级别", "区级"],
                      ["类型", "示范岗", "授予日期", "2025.5.4"]]},
        "honour", ("honour_type", "title", "level"), [("示范岗", "语文组示范岗", "区级")],
    ),
    Kind(
        "示范岗申报（缺级别）.docx",
        {"党员示范岗申报表": [["姓名", "李四", "党支部", YONGAN], ["岗位名称", "数学组示范岗", "电话", ""],
                      ["类型", "示范岗", "授予日期", "2025.5.4"]]},
        "honour", (), [], 0, "缺少必填列：级别。",
    ),
    Kind(
        "程序（第几步）.csv",
        {"": [["编号", "党组织", "步骤", "应完成时间", "实际完成时间"],
              ["S1", YONGAN, "第2步 党组织派人谈话", "2025-04-01", ""]]},
        "admission", ("step",), [("党组织派人谈话",)],
    ),
    Kind(
        "一个月的党费.xlsx",
        {"表": [["一中第一党支部2025年十月份党费缴纳明细"], ["序号", "姓名", "应交金额", "实交金额"],
               [1, "赵六", 20, 20], [2, "某某", 30, 30], [3, "某人", 10, ""]]},
        "dues", ("org_code", "month", "members_due", "members_paid", "amount_paid"),
        [("01010201", date(2025, 10, 1), 3, 2, 50.0)], 0, "姓名没有入库",
    ),
    Kind(
        "责任书（满分）.csv",
        {"": [["2025年党风廉政建设责任书"], ["党组织", "签订日期", "考核得分（满分120）"],
              [YONGAN, "2025-01-05", "110"]]},
        "pledge", (), [], 1, "满分不是一百",
    ),
    Kind(
        "党小组的党员.csv",
        {"": [["党支部", "姓名", "培训日期", "培训名称", "培训类别", "学时"],
              [YONGAN + "（第一党小组）", "张三", "2025-04-06", "小组的党员", "自学", "2"]]},
        "training", ("org_code", "course"), [("010101", "小组的党员")],
    ),
    Kind(
        "平均分.csv",
        {"": [["测评名称：2025年三评（平均分）    测评日期：2025-11-14"],
              ["党组织", "评议人类别", "评议项目", "平均分", "票数"],
              [YONGAN, "群众", "总体", "92.5", "40"]]},
        "survey", ("score", "votes"), [(92.5, 40)],
    ),
    Kind(
        "项目在上等次在下.xlsx",
        {"表": [["测评名称：2025年作风评议（两行）    测评日期：2025-11-15"],
               ["党组织", "评议人类别", "服务态度", "", "廉洁自律", ""], ["", "", "满意", "不满意", "满意", "不满意"],
               [YONGAN, "群众", 9, 1, 8, "若干"]]},
        "survey", ("item", "grade", "votes"), [], 4, "“廉洁自律”的“不满意”",
    ),
    Kind(
        "项目在上等次在下.csv",
        {"": [["测评名称：2025年作风评议（两行）    测评日期：2025-11-15"],
              ["党组织", "评议人类别", "服务态度", "", "廉洁自律", ""], ["", "", "满意", "不满意", "满意", "不满意"],
              [YONGAN, "教师", "9", "1", "8", "2"]]},
        "survey", ("item", "grade", "votes"),
        [("服务态度", "满意", 9), ("服务态度", "不满意", 1), ("廉洁自律", "满意", 8), ("廉洁自律", "不满意", 2)],
    ),
    Kind(
        "评议人在上等次在下.xlsx",
        {"表": [["测评名称：2025年作风评议（评议人）    测评日期：2025-11-15"],
               ["党组织", "评议项目", "教师代表", "", "家长", ""], ["", "", "满意", "不满意", "满意", "不满意"],
               [YONGAN, "总体", 9, 1, 8, 2]]},
        "survey", ("evaluator", "item", "grade", "votes"),
        [("教师", "总体", "满意", 9), ("教师", "总体", "不满意", 1),
         ("学生家长", "总体", "满意", 8), ("学生家长", "总体", "不满意", 2)],
    ),
    Kind(
        "评议人在上而已有评议人.csv",
        {"": [["测评名称：2025年作风评议（评议人）    测评日期：2025-11-16"],
              ["党组织", "评议人类别", "教师代表", "", "家长", ""], ["", "", "满意", "不满意", "满意", "不满意"],
              [YONGAN, "群众", "9", "1", "8", "2"]]},
        "survey", (), [], 0, "评议项目",
    ),
    Kind(
        "联系班级.csv",
        {"": [["党员联系班级情况表"], ["党支部", "姓名", "联系班级", "开始"],
              [YONGAN, "张三", "三（1）班", "2025-03-01"]]},
        "outreach", (), [], 0, "缺少必填列",
    ),
    Kind(
        "各支部经费.docx",
        {"2025年党建经费": [["项目", "金额", "日期"], ["各支部", "1", "3月1日"]],
         YONGAN: [["项目", "金额", "日期"], ["各支部", "300", "3月1日"]],
         FIRST: [["项目", "金额", "日期"], ["各支部", "30", "3月2日"]]},
        "funding", (), [], 0, "党组织",
    ),
    Kind(
        "冲销.csv",
        {"": [["年度", "党组织", "项目", "金额", "日期", "备注"],
              ["2025", YONGAN, "冲销", "300", "2025-03-11", "此笔作废"],
              ["2025", YONGAN, "冲销", "300", "2025-03-12", "已冲销"],
              ["2025", YONGAN, "冲销", "300", "2025-03-13", "未取消"]]},
        "funding", ("spent_on",), [(date(2025, 3, 13),)], 2, "看来不该计入",
    ),
    Kind(
        "开展情况.csv",
        {"": [["党支部", "1月", "2月", "3月"], [YONGAN, "2025-01-07", "2月7日", "3月7日"]]},
        "activity", (), [], 0, "一次活动一行",
    ),
    Kind(
        "双头党费.csv",
        {"": [["党支部", "月份", "人数", "", "金额（元）", ""], ["", "", "应交", "实交", "应交", "实交"],
              [YONGAN, "2024-03", "3", "2", "30", "20"]]},
        "dues", ("members_due", "members_paid", "amount_due", "amount_paid"), [(3, 2, 30.0, 20.0)],
    ),
    Kind(
        "牵头与责任.csv",
        {"": [["年度", "任务编号", "领域", "任务", "牵头单位", "责任单位", "完成时限"],
              ["2025", "R1", "党风廉政建设", "各是各", "一中党总支", YONGAN, "2025-06-30"],
              ["2025", "R2", "党风廉政建设", "是一家", YONGAN, YONGAN, "2025-06-30"],
              ["2025", "R3", "党风廉政建设", "只有牵头", YONGAN, "", "2025-06-30"]]},
        "work_task", ("task_no", "org_code"), [("R2", "010101"), ("R3", "010101")], 1, "“责任单位”和“牵头单位”",
    ),
    Kind(
        "程序打勾.csv",
        {"": [["编号", "党支部", "递交入党申请书", "政治审查"], ["F1", YONGAN, "√", ""]]},
        "admission", (), [], 0, "“递交入党申请书应完成日期”，格内都写日期，不要打勾",
    ),
    Kind(
        "程序打勾（有期限）.csv",
        {"": [["编号", "党支部", "程序", "应完成日期", "完成日期"], ["F2", YONGAN, "政治审查", "2025-06-30", "√"]]},
        "admission", (), [], 1, "“√”不是日期，看不出是哪一天",
    ),
    Kind(
        "测评占比.csv",
        {"": [[*TALLY, "好占比", "较好占比"], ["占比", "三评", "2025-12-01", YONGAN, "党员", "班子", "60%", "40%"]]},
        "survey", (), [], 0, "“好占比”是占比，看不出票数",
    ),
    Kind(
        "测评占比（长表）.csv",
        {"": [[*TALLY, "等次", "占比"], ["占比乙", "班子民主测评", "2025-12-01", YONGAN, "党员", "班子", "好", "60%"]]},
        "survey", (), [], 1, "“占比”是占比，看不出“票数”",
    ),
    Kind(
        "党费四月.xlsx",
        {"4月": [["2024年3月党费收缴情况"], ["党支部", "应交人数", "实交人数"], [YONGAN, 3, 3]]},
        "dues", (), [], 1, "“2024年3月党费收缴情况”说的是2024年3月，“4月”说的是4月",
    ),
    # Only the first meeting was read of a table that lies on its side, and no word was said of the others.
    *(
        Kind(
            f"竖排{number}{ending}",
            {"": [["组织生活活动台账"], ["党支部", FIRST, YONGAN, "注"], ["活动日期", "2025-10-14", "2025-10-15"],
                  ["活动类型", "党课", "主题党日"], ["活动主题", f"竖一{number}", f"竖二{number}"],
                  ["记录人", "甲", "乙"], ["应到人数", 5, 6], ["实到人数", 4, 3]]},
            "activity", ("org_code", "topic", "expected", "attended"),
            [("01010201", f"竖一{number}", 5, 4), ("010101", f"竖二{number}", 6, 3)], 0, "“记录人”没有用到",
        ) for number, ending in enumerate((".xlsx", ".csv", ".docx"))
    ),
    # The second branch's meetings were counted for the first where a heading was not merged over its columns.
    *(
        Kind(
            f"分段{number}{ending}",
            {"": [["一、一中第一党支部"], HEADER[1:], ["2025-11-04", "党课", f"段一{number}", 5, 4],
                  ["二、永安小学党支部"], HEADER[1:], ["2025-11-05", "党课", f"段二{number}", 3, 3],
                  ["", "", "", "", "永安小学党支部"], ["", "", "", "", "2025年12月1日"]]},
            "activity", ("org_code", "topic"), [("01010201", f"段一{number}"), ("010101", f"段二{number}")],
        ) for number, ending in enumerate((".xlsx", ".csv", ".docx"))
    ),
    Kind(
        "分段党费.csv",
        {"": [["2025年党费收缴表"], ["月份", "应交人数", "实交人数"], [FIRST], ["9月", "9", "8"],
              [YONGAN], ["9月", "3", "3"]]},
        "dues", ("org_code", "members_paid"), [("01010201", 8), ("010101", 3)],
    ),
    Kind(
        "分段类型.csv",
        {"": [["党支部", "日期", "主题", "应到", "实到"], ["一、党课"], [FIRST, "2025-11-06", "段三", 5, 4],
              ["（二）主题党日活动"], [YONGAN, "2025-11-07", "段四", 3, 3]]},
        "activity", ("activity_type", "topic"), [("党课", "段三"), ("主题党日", "段四")],
    ),
    # A document whose cells were split again says a heading once in every cell.
    *(
        Kind(
            f"评议{number}{ending}",
            {"": [[f"永安小学党支部202{number}年民主评议党员"], ["姓名", "等次", "等次", "等次", "等次", "备注"],
                  ["姓名", "优秀", "合格", "基本合格", "不合格", "备注"], ["张三", "√", "", "", "", ""],
                  ["李四", "", "√", "", "", ""]]},
            "appraisal", ("year", "grade"), [(2020 + number, "优秀"), (2020 + number, "合格")],
        ) for number, ending in enumerate((".xlsx", ".csv", ".docx"))
    ),
    Kind(
        "党费两行.csv",
        {"": [["2023年党费收缴表"], ["党支部", "月份", "人数", "人数", "金额", "金额"],
              ["党支部", "月份", "应交", "实交", "应交", "实交"], [FIRST, "10月", "9", "8", "90", "80"]]},
        "dues", ("members_due", "members_paid", "amount_due", "amount_paid"), [(9, 8, 90.0, 80.0)],
    ),
    # What a form says under a label that nobody knows was not named anywhere.
    Kind(
        "会议记录表.docx",
        {"": [["党支部", FIRST, "时间", "2025-11-11"], ["会议类型", "党课", "主题", "记录表"],
              ["应到人数", "5", "实到人数", "4"], ["记录人", "张三", "列席人员", "李四"]]},
        "activity", ("topic",), [("记录表",)], 0, "“列席人员”没有用到",
    ),
    # 日 alone is a day where title or tab says the month.
    Kind(
        "五月会议.csv",
        {"": [["2025年5月三会一课台账"], ["党支部", "日", "类型", "主题", "应到", "实到"],
              [FIRST, "15", "党课", "日一", 5, 4], [FIRST, "16日", "主题党日", "日二", 5, 4]]},
        "activity", ("held_on", "topic"), [(date(2025, 5, 15), "日一"), (date(2025, 5, 16), "日二")],
    ),
    Kind(
        "只有日.csv",
        {"": [["2025年三会一课台账"], ["党支部", "日", "类型", "主题", "应到", "实到"],
              [FIRST, "17", "党课", "日三", 5, 4]]},
        "activity", (), [], 1, "没有写月份",
    ),
    # A person's 20 yuan were taken for twenty members of the branch.
    Kind(
        "党费名册.csv",
        {"": [["永安小学党支部2023年3月党费"], ["姓名", "应交", "实交"], ["张三", 20, 20], ["李四", 15, 15],
              ["王五", 10, 0]]},
        "dues", ("members_due", "members_paid", "amount_paid"), [(3, 2, 35.0)],
    ),
    Kind(
        "两页.csv",
        {"": [HEADER, [FIRST, "2025-12-02", "党课", "页一", 5, 4], ["过次页", "", "", "", 5, 4],
              ["承前页", "", "", "", 5, 4], [FIRST, "2025-12-03", "主题党日", "页二", 5, 3]]},
        "activity", ("topic", "attended"), [("页一", 4), ("页二", 3)],
    ),
    # Printed forms offer what there is, each with a box.
    *(
        Kind(
            f"勾选{number}{ending}",
            {"": [HEADER, [FIRST, "2025-12-04", "□支部党员大会 ☑党课 □主题党日", f"勾一{number}", 5, 4],
                  [FIRST, "2025-12-05", "支委会☒ 主题党日□ 党课☐", f"勾二{number}", 5, 4],
                  [FIRST, "2025-12-06", "□党课  □主题党日", f"勾三{number}", 5, 4]]},
            "activity", ("activity_type", "topic"), [("党课", f"勾一{number}"), ("支委会", f"勾二{number}")], 1,
        ) for number, ending in enumerate((".xlsx", ".csv", ".docx"))
    ),
    Kind(
        "支委会记录.docx",
        {"": [["永安小学党支部支委会会议记录"], ["时    间：2025年12月4日    地    点：会议室"],
              ["主 持 人：张三    记 录 人：李四"], ["应到：5人  实到：4人"], ["议    题：研究发展党员"]]},
        "activity", ("activity_type", "topic", "host"), [("支委会", "研究发展党员", "张三")],
    ),
    # What signs a table is no row; a register's last row that lacks its code was taken for such a signature.
    Kind(
        "学校补登.csv",
        {"": [["学校代码", "学校名称", "学段", "所属片区"], ["2109", "云岭区第九小学", "小学", "城东片区"],
              ["", "云岭区第八小学", "", ""]]},
        "school", ("school_code",), [("2109",)], 1,
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, dict[str, Receipt]]:
    """Hand all files in; return the home, and the receipts by file."""
    folder = tmp_path_factory.mktemp("kinds")
    store = Store(folder / "home")
    send(store, basics(folder / "in"))
    receipts = send(store, *(kind.write(folder) for kind in KINDS))
    return store, {receipt.file: receipt for receipt in receipts}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.file)
def test_what_a_reader_can_tell_lands_and_the_rest_goes_back(
    handed_in: tuple[Store, dict[str, Receipt]], kind: Kind
) -> None:
    store, receipts = handed_in
    receipt = receipts[kind.file]
    live = store.live_frame(kind.ledger)
    landed = live.filter(live["file"] == kind.file) if "file" in live.columns else live
    rows = landed.select(kind.fields).rows() if kind.fields else []
    assert sorted(rows, key=repr) == sorted(kind.landed, key=repr)
    assert receipt.ledger == kind.ledger and receipt.returned == kind.returned
    assert kind.said in receipt.to_text()
    assert kind.landed or not receipt.accepted


def test_minutes_without_a_table_are_of_the_branch_that_stands_above_them(tmp_path: Path) -> None:
    document = Document()
    for line in (
        "永安小学党支部党课记录",
        "时间：2025年3月5日",
        "地点：会议室",
        "应到：5人  实到：4人",
        "主题：学习党章",
    ):
        document.add_paragraph(line)
    document.save(str(tmp_path / "记录.docx"))
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    (receipt,) = send(store, tmp_path / "记录.docx")
    assert receipt.accepted == 1
    told = store.live_frame("activity").select("org_code", "activity_type", "topic", "attended").rows()
    assert told == [("010101", "党课", "学习党章", 4)]


def test_the_columns_of_blocks_side_by_side_are_each_read_and_none_is_called_unused(
    handed_in: tuple[Store, dict[str, Receipt]],
) -> None:
    _, receipts = handed_in
    assert [use.state for use in receipts["双栏.csv"].columns] == ["read"] * 6
