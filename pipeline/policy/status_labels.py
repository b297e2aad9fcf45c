"""What each status of a value is called (状态), wherever it is shown."""

STATUS = {
    "met": "达标",
    "not_met": "未达标",
    "on_track": "进度正常",
    "behind": "进度滞后",
    "not_due": "未到期",
    "not_applicable": "不适用",
    "not_reported": "未报送",
    "too_few": "样本不足",
    "no_standard": "无标准",
}
