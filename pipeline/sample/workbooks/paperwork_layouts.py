"""The ways of writing of the clerks who keep the sixteen ledgers beside those of daily work."""

from __future__ import annotations

from pipeline.sample.district.vocabulary import words
from pipeline.sample.workbooks.layout import Layout

# as the sample work plan (seed 003) heads its six parts
FIELDS = {
    "全面从严治党": "一、以严格落实全面从严治党为主线，加强守纪律讲规矩意识",
    "基层党组织建设": "二、以落实全省中小学校党建工作会议精神为契机，加强基层党组织建设",
    "干部人才队伍建设": "三、以提升素质素养和管理能力为目标，加强干部人才队伍建设",
    "党风廉政建设": "四、以办人民群众满意的教育为宗旨，加强党风廉政建设",
    "宣传阵地建设": "五、以提振教育发展精气神为导向，加强宣传阵地建设",
    "群团组织建设": "六、以服务教育改革发展大局为中心，加强群团组织建设",
}

_GRADES = ("年度", "党组织", "姓名", "党员编号", "等次")
APPRAISAL_MERGED = Layout(
    _GRADES,
    titles=("民主评议党员结果",),
    numbered=True,
    merge="党组织",
    names="short",
    headers={"姓名": "姓　名", "党组织": "所在党支部"},
)
APPRAISAL_CODED = Layout(_GRADES, years="text", names="code", numbered=True, titles=("民主评议党员结果登记表",))
APPRAISAL_TEXT = Layout(("党组织", "党员编号", "姓名", "年度", "等次"), years="text", names="prefixed")
APPRAISAL_PLAIN = Layout(_GRADES, names="name", headers={"等次": "评定等次", "姓名": "党员姓名"})
APPRAISAL_IDENTITY = Layout(("年度", "党组织", "姓名", "公民身份证号", "等次"), headers={"公民身份证号": "身份证号码"})

_SIGNED = ("年度", "责任书类型", "党组织", "姓名", "党员编号", "签订日期", "考核得分")
PLEDGE_TITLED = Layout(
    _SIGNED,
    titles=("责任书签订与考核情况表",),
    numbered=True,
    names="short",
    numbers="unit",
    headers={"考核得分": "考核\n得分"},
    notes=("注：考核得分于年底填写。",),
)
PLEDGE_TEXT = Layout(
    _SIGNED,
    dates="dot",
    names="name",
    numbers="text",
    years="text",
    headers={"责任书类型": "责任书名称", "党组织": "签订单位", "签订日期": "签订时间"},
    labels={"责任书类型": {"党风廉政建设责任书": "党风廉政责任书", "党员目标管理责任书": "《党员目标管理责任书》"}},
)
PLEDGE_CODES = Layout(_SIGNED, dates="compact", names="code", years="text")
PLEDGE_MIXED = Layout(("姓名", "党员编号", "党组织", *_SIGNED[:2], *_SIGNED[5:]), dates="mixed", names="short")
GOALS = Layout(
    ("年度", "责任书类型", "党组织", "签订日期", "考核得分"),
    titles=("党建目标责任书签订情况",),
    numbered=True,
    dates="zh",
    blank_every=50,
)

STANDARDISATION = Layout(
    titles=("党支部标准化建设验收情况表",),
    numbered=True,
    merge="党组织",
    names="short",
    yes=("√", "×"),
    groups=(("验收情况", ("得分", "满分", "验收结论")),),
    numbers="text",
    headers={"得分": "实得分", "满分": "分值", "计划达标": "是否计划达标"},
)
STANDARDISATION_TEXT = Layout(names="code", yes=("是", "否"))

DELIVERABLE = Layout(titles=("学习报告与述学述职登记表",), numbered=True, names="short", headers={"题目": "题　目"})
DELIVERABLE_TEXT = Layout(dates="slash", names="name", extra={"填报说明": "纸质材料存档，\n不再另报"})
DELIVERABLE_SHUFFLED = Layout(
    ("姓名", "党员编号", "党组织", "年度", "材料类型", "题目", "完成日期"),
    dates="dot",
    names="name",
    years="text",
    headers={"姓名": "撰写人", "材料类型": "材料类别", "完成日期": "提交时间"},
    labels={"材料类型": {"述职": "述职报告", "述学": "述学报告"}},
)
DELIVERABLE_CODES = Layout(dates="full_width", names="code", years="text")

INTEGRITY = Layout(
    titles=("领导干部廉政档案登记表（内部）", "填表单位：区纪委监委派驻纪检监察组"),
    numbered=True,
    dates="zh",
    names="short",
    numbers="unit",
    headers={"覆盖亲属人数": "覆盖亲属人数（人）"},
    totals="党组织",
)

OUTREACH_MERGED = Layout(titles=("联系服务结对台账",), numbered=True, merge="党组织", names="short")
OUTREACH_TEXT = Layout(dates="dash", names="name", headers={"联系对象类别": "联系对象\n类别", "结对日期": "结对时间"})
OUTREACH_CODES = Layout(dates="slash", names="code", numbered=True)
OUTREACH_MIXED = Layout(
    ("联系对象类别", "姓名", "党员编号", "党组织", "结对日期", "解除日期"),
    dates="mixed",
    names="prefixed",
    labels={"联系对象类别": {"村社": "村（社区）", "困难学生": "家庭困难学生"}},
)

REQUESTS = Layout(titles=("群众诉求办理台账",), numbered=True, dates="cell", names="short", blank_every=70)
REQUESTS_TEXT = Layout(
    dates="dot",
    names="name",
    headers={"编号": "受理编号", "承诺办结日期": "承诺时限", "评价": "满意度评价"},
    labels={"评价": {"满意": "非常满意", "基本满意": "一般"}},
)

DUES = Layout(titles=("党费收缴登记表",), numbered=True, names="short", numbers="thousands", totals="党组织")
DUES_TEXT = Layout(
    months="zh",
    names="name",
    numbers="text",
    headers={"应交人数": "应缴人数", "实交人数": "实缴人数", "应交金额": "应缴党费", "实交金额": "实缴党费"},
)
DUES_COMPACT = Layout(months="compact", names="code")

ADMISSION = Layout(
    titles=("发展党员工作进度表",),
    merge="编号",
    names="short",
    yes=("√", ""),
    headers={"编号": "发展对象编号", "程序": "程序步骤"},
    labels={"程序": {step: f"{number}、{step}" for number, step in enumerate(words("paperwork")["steps"], start=1)}},
)
ADMISSION_TEXT = Layout(
    dates="zh",
    names="code",
    yes=("是", "否"),
    headers={"应完成日期": "完成时限", "一线骨干教师": "是否一线骨干教师"},
    labels={
        "程序": {"支部大会讨论接收": "支部大会接收预备党员", "上级党委审批接收": "党委审批预备党员", "政治审查": "政审"}
    },
)
TRANSFERS = Layout(
    dates="slash",
    names="name",
    headers={"编号": "介绍信编号", "开出日期": "开具日期"},
    extra={"填报说明": "介绍信存根附后，\n回执已收"},
)
HONOURS = Layout(
    titles=("荣誉与品牌登记表",),
    numbered=True,
    names="short",
    groups=(("荣誉情况", ("类型", "名称", "级别", "授予日期")),),
    headers={"名称": "荣誉名称"},
    labels={"类型": {"优秀党员": "优秀共产党员", "示范岗": "党员示范岗"}, "级别": {"区级": "县（区）级"}},
    notes=("说明：证书复印件另附。",),
)
TASKS = Layout(
    titles=("党建工作要点任务分解表",),
    merge="领域",
    names="name",
    dates="cell",
    headers={"任务": "工作任务", "党组织": "责任单位", "完成日期": "实际完成日期"},
    labels={"领域": FIELDS},
)
DECISIONS = Layout(
    titles=("“三重一大”事项议事台账",),
    numbered=True,
    names="short",
    dates="zh",
    headers={"部署日期": "校长办公会部署日期"},
)
PUBLICITY = Layout(
    titles=("宣传信息与舆情信访登记",),
    numbered=True,
    names="short",
    headers={"日期": "发布日期", "级别": "媒体级别"},
    labels={"类型": {"报道": "宣传报道", "舆情": "网络舆情"}, "级别": {"国家级": "中央级"}},
)
PUBLICITY_TEXT = Layout(names="name", dates="dot")
FUNDING = Layout(
    titles=("党建经费使用明细表",),
    numbered=True,
    names="short",
    numbers="thousands",
    years="text",
    totals="党组织",
    headers={"项目": "支出项目"},
)
MORAL_TEXT = Layout(months="dot", headers={"数量": "场次"})

SEPARATE_ACTIVITY = Layout(
    ("党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数", "请假人数", "参与人次", "时长"),
    titles=("志愿服务与谈心谈话台账",),
    numbered=True,
    names="short",
)
SEPARATE_SIGN_IN = Layout(("党组织", "活动日期", "活动主题", "姓名", "党员编号", "出勤情况"), names="short")
SEPARATE_VOTES = Layout(
    ("测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目", "评价等次", "票数"),
    names="short",
    numbered=True,
)
