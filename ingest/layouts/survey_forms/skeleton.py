"""A mapping to be filled in: the questions of a sheet of forms, with blanks for what they mean."""

from __future__ import annotations

import json

from ingest.layouts.survey_forms.mapping import BY_FILE_NAME
from ingest.layouts.survey_forms.sheet import FormSheet
from ingest.ledger import load_ledgers


def skeleton(sheets: list[FormSheet]) -> str:
    """Return the YAML text. It does not load before its blanks are filled in."""
    survey = load_ledgers()["survey"]
    types, evaluators, grades = (
        "、".join(survey.column(column_id).values or ()) for column_id in ("survey_type", "evaluator", "grade")
    )
    lines = [
        "# 问卷星答卷怎样读。填好空白处，存到数据文件夹的 layouts 中，再重新报送答卷。",
        "# 不作评议项目的题（如姓名、电话、意见建议），请整行删去：删去的题不读，也不保存。",
        "测评名称:            # 如 {年度}年党建工作满意度测评，{年度} 会换成年份",
        f"测评类型:            # {types}",
        "# 测评日期: 2025-12-10   # 不写时按每份答卷的提交时间",
        "等次:                # 答案是代码，或者写法与规定的等次不同时，写明各是什么等次",
        "  很满意: 满意",
        f"  # 1: 满意           # 可用的等次：{grades}",
        "答卷:",
    ]
    for sheet in sheets:
        lines += [
            f"  - 名称: {_quoted(sheet.sheet.name)}",
            "    文件: []          # 文件名、工作表名或标题中有的词，如 [党员卷]；只有一种答卷时可空着",
            f"    评议人类别:       # {evaluators}；或由一道题说明，写成 {{题号: 1, 取值: {{在职教师: 教师}}}}",
            f"    党组织:           # 名称或代码；或由一道题说明，写成 {{题号: 2}}；或写 {BY_FILE_NAME}",
            "    评议项目:         # 题目优先，题号备用；评分题另写 满分: 10",
        ]
        lines += [_item(sheet, place) for place in range(len(sheet.questions))]
    return "\n".join(lines) + "\n"


def _item(sheet: FormSheet, place: int) -> str:
    question = sheet.questions[place]
    alone = sum(each.number == question.number for each in sheet.questions) == 1
    number = str(question.number) if alone else f"{question.number}-{question.part}"
    return f"      - {{题目: {_quoted(question.text)}, 题号: {_quoted(number)}, 项目: }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
