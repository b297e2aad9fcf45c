"""The ways of writing that the clerks of the sample district have. Each is one that real files have."""

from __future__ import annotations

from pipeline.sample.workbooks.layout import Layout

YES = ("√", "")

SCHOOLS = Layout(
    titles=("云岭区教育系统学校信息表", "填表单位：云岭区委教育工委办公室"),
    numbered=True,
    numbers="thousands",
    totals="学校名称",
    headers={"学校代码": "学校代码\n（10位）", "所属片区": "所属片区　", "学生数": "学 生 数"},
    notes=("注：数据为学年初统计。",),
)
ORGANISATIONS = Layout(
    titles=("云岭区教育系统党组织基本信息",),
    numbered=True,
    dates="cell",
    yes=("√", "×"),
    separator="\n",
    groups=(("隶属关系", ("上级党组织", "业务指导单位", "关联学校")), ("任期", ("成立日期", "撤销日期", "届满日期"))),
)
EVENTS = Layout(dates="zh", headers={"变动日期": "变动时间", "党组织代码": "党组织编码"})

ROSTER_MERGED = Layout(
    columns=(
        "所在党支部",
        "姓名",
        "党员编号",
        "性别",
        "出生日期",
        "学历",
        "人员类别",
        "入党日期",
        "转正日期",
        "党内职务",
        "领导班子成员",
        "中心组成员",
        "岗位",
        "所在学校",
        "转入日期",
        "转出日期",
    ),
    titles=("党员花名册",),
    numbered=True,
    yes=YES,
    merge="所在党支部",
    dates="cell",
    headers={"入党日期": "入党日期(如2019/10/24)", "出生日期": "出生日期\n(如1980/1/2)", "姓名": "姓　名"},
)
ROSTER_CODED = Layout(
    headers={
        "所在党支部": "所属党支部",
        "人员类别": "党员类别",
        "入党日期": "加入党组织日期",
        "转正日期": "转为正式党员日期",
        "岗位": "工作岗位",
    },
    labels={"人员类别": {"正式党员": "223_正式党员", "预备党员": "224_预备党员"}, "性别": {"男": "1_男", "女": "2_女"}},
    dates="compact",
    names="short",
    numbered=True,
)
ROSTER_CODES = Layout(
    dates="dot",
    names="code",
    yes=("Y", "N"),
    headers={"党员编号": "编号", "转入日期": "转入时间", "转出日期": "转出时间"},
)
ROSTER_ONES = Layout(
    columns=(
        "姓名",
        "性别",
        "党员编号",
        "所在学校",
        "所在党支部",
        "人员类别",
        "党内职务",
        "岗位",
        "领导班子成员",
        "中心组成员",
        "出生日期",
        "学历",
        "入党日期",
        "转正日期",
        "转入日期",
        "转出日期",
    ),
    dates="cell",
    yes=("1", "0"),
    titles=("党员信息采集表", "填报要求：一人一行"),
    blank_every=60,
)
ROSTER_PLAIN = Layout(dates="slash", headers={"公民身份证号": "身份证号码", "所在党支部": "党支部名称"})

_PRESENT = ("应到人数", "实到人数", "请假人数")
ACTIVITY_UNITS = Layout(
    titles=("组织生活活动台账",),
    numbered=True,
    numbers="unit",
    dates="cell",
    names="short",
    none="—",
    totals="党组织",
    subtotals=True,
    groups=(("参会情况", _PRESENT), ("过程资料", ("主持人", "地点", "佐证材料"))),
)
ACTIVITY_ALIASES = Layout(
    columns=(
        "活动日期",
        "活动类型",
        "活动主题",
        "党组织",
        "地点",
        "主持人",
        "应到人数",
        "实到人数",
        "请假人数",
        "时长",
        "参与人次",
        "佐证材料",
    ),
    headers={
        "活动日期": "会议时间",
        "活动类型": "会议类型",
        "活动主题": "会议主题",
        "地点": "会议地点",
        "应到人数": "应到",
        "实到人数": "实到",
    },
    dates="slash",
)
ACTIVITY_FULL_WIDTH = Layout(
    titles=("党组织活动登记",),
    dates="full_width",
    numbers="full_width",
    names="short",
    headers={"应到人数": "应到人数（人）", "实到人数": "实到人数（人）", "时长": "时长（小时）"},
)
ACTIVITY_MERGED = Layout(merge="党组织", numbered=True, dates="cell", separator="，", totals="活动主题", names="short")
ACTIVITY_MIXED = Layout(dates="mixed", names="prefixed", numbers="text", blank_every=40, separator="，")
ACTIVITY_CODES = Layout(dates="dash", names="code", extra={"填报说明": "如有照片，\n另行报送"})
ACTIVITY_OLD = Layout(dates="dot", names="traditional", old_characters=True, titles=("組織生活活動臺賬",))
ACTIVITY_RATE = Layout(
    columns=(
        "党组织",
        "活动主题",
        "活动日期",
        "地点",
        "主持人",
        "活动类型",
        "应到人数",
        "到课率",
        "时长",
        "参与人次",
        "佐证材料",
    ),
    headers={
        "党组织": "党组织名称",
        "活动主题": "会议主题",
        "活动日期": "会议时间",
        "活动类型": "会议类型",
        "地点": "会议地点",
    },
    numbered=True,
    numbers="unit",
    dates="dash",
)

SIGN_IN = Layout(
    headers={"姓名": "姓　名", "出勤情况": "出勤\n情况", "活动日期": "活动时间"},
    dates="cell",
    names="short",
    numbered=True,
)
SIGN_IN_TEXT = Layout(dates="zh", names="name", extra={"填报说明": "按签到表录入，\n如有出入以签到表为准"})

TRAINING_UNITS = Layout(
    titles=("党员教育培训学时登记表",),
    numbered=True,
    numbers="unit",
    dates="cell",
    names="short",
    headers={"学时": "学时数", "培训日期": "培训时间", "培训名称": "培训班名称"},
    totals="姓名",
)
TRAINING_SHUFFLED = Layout(
    columns=("姓名", "党员编号", "培训名称", "培训类别", "培训日期", "学时", "党组织", "主办单位"),
    dates="dot",
    names="name",
    headers={"党组织": "所在党支部", "培训类别": "培训形式"},
)
TRAINING_PLAIN = Layout(dates="cell", names="code")

DISCIPLINE = Layout(
    titles=("纪律处分与问责台账（内部）",), numbered=True, dates="zh", headers={"处理种类": "处分种类"}, names="name"
)
DISCIPLINE_TEXT = Layout(dates="dot", names="code")

VOTES = Layout(dates="cell", titles=("满意度测评统计表",), names="name", numbered=True)
VOTES_TEXT = Layout(
    dates="slash",
    names="short",
    headers={"票数": "得票数", "评价等次": "等次", "评议项目": "测评项目", "评议人类别": "评议人"},
)
RETURNS = Layout(
    names="name", totals="测评名称", headers={"发放数": "发放份数", "收回数": "收回份数", "有效数": "有效份数"}
)
PROBLEMS_TEXT = Layout(dates="dash", extra={"备注": "材料存档，\n“一事一档”"})
PROBLEMS_OLD = Layout(
    dates="zh", names="short", titles=("问题整改台账",), headers={"提出日期": "提出时间", "整改期限": "整改时限"}
)
PROBLEMS = Layout(
    dates="cell", names="code", numbered=True, notes=("说明：完成一件、销号一件。", "填表人：教育工委办公室")
)
