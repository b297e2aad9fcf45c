"""Whether an indicator, standard, rule or weight may judge (政策状态), by which document, and who confirmed it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator

from pipeline.policy.fields import OptionalDay

FREE = "可用"
BARRED = "不得用于考核"
PolicyWord = Annotated[Literal["可用", "有争议", "不得用于考核"], BeforeValidator(lambda word: word or FREE)]
POLICY_COLUMNS = {
    "policy_status",
    "policy_source",
    "policy_note",
    "replaced_by",
    "policy_confirmed_by",
    "policy_confirmed_on",
}
"""The keys of an indicator file and the columns of a standards file that say it; all may be left out."""


class PolicyStatus(BaseModel):
    """可用 judges; 有争议 judges nothing until somebody of the district confirms it; 不得用于考核 is shown nowhere.

    The confirmation is another one than a standard's own: it says that the district may judge by this at all.
    """

    policy_status: PolicyWord = "可用"
    policy_source: Annotated[str, Field(validate_default=True)] = ""
    policy_note: str = ""
    replaced_by: str = ""
    policy_confirmed_by: str = ""
    policy_confirmed_on: Annotated[OptionalDay, Field(validate_default=True)] = None

    @field_validator("policy_source")
    @classmethod
    def _names_the_document(cls, source: str, others: ValidationInfo) -> str:
        if others.data.get("policy_status", FREE) != FREE and not source.strip():
            raise ValueError(f"政策状态不是“{FREE}”的，要写明依据哪份文件，请填写")
        return source

    @field_validator("policy_confirmed_by")
    @classmethod
    def _confirms_what_may_be_confirmed(cls, who: str, others: ValidationInfo) -> str:
        if others.data.get("policy_status") == BARRED and who.strip():
            raise ValueError(f"“{BARRED}”的不能再确认使用，请留空，或先改正 policy_status")
        return who

    @field_validator("policy_confirmed_on")
    @classmethod
    def _says_who_and_when(cls, day: date | None, others: ValidationInfo) -> date | None:
        if (day is not None) != bool(others.data.get("policy_confirmed_by", "").strip()):
            raise ValueError("要与 policy_confirmed_by 一起填：谁、哪一天确认的；没有确认的都留空")
        return day
