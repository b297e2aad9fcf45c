"""What people are told about accounts."""

from __future__ import annotations

from pipeline.policy.account_rules import policy


def password_rules() -> str:
    """Return what a new password must be, as a sentence."""
    rules = policy()
    kinds, days = rules.password_kinds.value, rules.password_days.value
    said = [f"至少 {rules.password_length.value} 个字符"]
    if kinds > 1:
        said.append(f"数字、小写字母、大写字母、符号（或汉字）至少 {kinds} 类")
    said.append("不含用户名、姓名和常见口令")
    if days:
        said.append(f"{days} 天换一次")
    return "，".join(said) + "。"
