"""Who hands files in, and for whom. Whoever owns the home is not restricted; a page hands in for its viewer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import UserError
from ingest.ledger import Ledger, Uploader

UnitLevel = Literal["district", "area", "school", "branch"]
_WORDS: dict[UnitLevel, str] = {"district": "区", "area": "片区", "school": "学校", "branch": "支部"}


class Sender(BaseModel):
    """One person's reach: a role and the unit it is held in, an area or branch by 党组织代码, a school by 学校代码.

    `name` is what batches say of who handed them in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    role: Uploader
    unit_level: UnitLevel
    unit_id: str

    def refusal(self, ledger: Ledger) -> str | None:
        """Return why none of a ledger is taken from this sender, or None."""
        if self.role in ledger.uploaded_by:
            return None
        allowed = "、".join(ledger.uploaded_by)
        return (
            f"“{ledger.title}”只由{allowed}报送，您的身份是{self.role}，所以没有接收。"
            f"请把文件交给{allowed}；内容有误的，请{allowed}更正后重新报送。"
        )

    def sentence(self, organisation: str) -> str:
        """Return what is said of a row of an organisation that this sender does not speak for."""
        return (
            f"“{organisation}”不在您的{_WORDS[self.unit_level]}范围内，您只能报送本单位及所属党组织的数据。"
            "请删去这一行，由该单位自己报送；如果写错了党组织，请改正后重新报送。"
        )


def sender_of(text: str) -> Sender:
    """Return the sender that a page describes as JSON; UserError if it is not one."""
    try:
        return Sender.model_validate_json(text)
    except ValidationError as error:
        raise UserError("报送人的身份和单位没有写对，所以没有接收；请重新登录后再试。") from error
