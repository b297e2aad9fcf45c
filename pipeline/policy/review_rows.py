"""Lines of the standards files (标准表) about problems and 综合得分, and what they must be together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Literal, get_args

from pydantic import Field

from pipeline.policy.fields import Day, OptionalNumber, Positive, SourcedRow, StandardRow, Text, YesNo
from pipeline.policy.policy_status import PolicyStatus
from pipeline.policy.vocabulary import vocabulary

_STRIKING = ("moral_veto", "pledge_veto")


class ProblemRule(SourcedRow):
    """From when on a problem is pointed at."""

    unique = ("rule",)
    known_as = "问题核实与到期"
    rule: Literal["near_identical", "copied_wording", "due_soon"]
    label: Text
    threshold: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    sentence: Text


class ReviewWeight(PolicyStatus, SourcedRow):
    """Weight of an item of 综合得分: a family of daily indicators, or one indicator that is a score itself."""

    unique = ("item", "valid_from")
    known_as = "综合得分权重"
    item_order: Positive
    part: Text
    item: Text
    indicator_code: str
    weight: Annotated[float, Field(gt=0, le=100)]
    valid_from: Day
    confirmed: YesNo
    confirmed_by: str


class ReviewBand(SourcedRow):
    """对应区间 of 综合得分, lower score in, upper score out."""

    unique = ("band",)
    known_as = "综合得分区间"
    band: Text
    lower_score: OptionalNumber
    upper_score: OptionalNumber


class ReviewRule(PolicyStatus, SourcedRow):
    """A veto or cap of 综合得分."""

    unique = ("rule",)
    known_as = "综合得分否决与上限"
    rule: Literal["moral_veto", "pledge_veto", "top_share", "minimum_coverage"]
    label: Text
    threshold: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
    highest_band: str
    sentence: Text


Fault = tuple[StandardRow | str, str, str]


def problem_faults(rules: Sequence[ProblemRule]) -> Iterator[Fault]:
    """Yield rules that are missing (nothing would be pointed at, and nobody would know) or out of range."""
    yield from _complete("problem_rule", [row.rule for row in rules], ProblemRule)
    for row in rules:
        if row.rule == "near_identical" and row.threshold > 100:
            yield row, "threshold", "相似度从 0 到 100，请改正"


def review_faults(
    weights: Sequence[ReviewWeight], bands: Sequence[ReviewBand], rules: Sequence[ReviewRule], codes: Collection[str]
) -> Iterator[Fault]:
    """Yield faults unless weights make 100 a version, families and indicators are known, and rules name a band."""
    for row in weights:
        yield from _item(row, codes)
    yield from _versions(weights)
    if not weights:
        yield "review_weight", "item", "没有权重，请补上"
    yield from _complete("review_rule", [row.rule for row in rules], ReviewRule)
    known = {row.band for row in bands}
    for rule in rules:
        yield from _highest_band(rule, known)


def _versions(weights: Sequence[ReviewWeight]) -> Iterator[Fault]:
    versions: dict[object, list[ReviewWeight]] = defaultdict(list)
    for row in weights:
        versions[row.valid_from].append(row)
    for version in versions.values():
        total = sum(row.weight for row in version)
        if abs(total - 100) > 1e-9:
            yield version[0], "weight", f"{version[0].valid_from} 起的权重合计是 {total:g}，应为 100，请改正"
        for row in version[1:]:
            if row.confirmed != version[0].confirmed:
                yield row, "confirmed", f"与第 {version[0].line} 行同属一套权重，应一起确认，请改正"


def _highest_band(rule: ReviewRule, known: Collection[str]) -> Iterator[Fault]:
    may_be_empty = rule.rule == "top_share" and not rule.highest_band
    if rule.rule in (*_STRIKING, "top_share") and rule.highest_band not in known and not may_be_empty:
        yield rule, "highest_band", f"review_band.csv 里没有“{rule.highest_band}”，请改正"
    if rule.rule == "minimum_coverage" and rule.highest_band:
        yield rule, "highest_band", "这条规则只作提示，不改变区间，请留空"


def _item(row: ReviewWeight, codes: Collection[str]) -> Iterator[Fault]:
    if row.confirmed and not row.confirmed_by.strip():
        yield row, "confirmed_by", "已确认的权重要写明由谁确认，请填写，或把 confirmed 改为 no"
    if row.indicator_code and row.indicator_code not in codes:
        yield row, "indicator_code", f"没有指标“{row.indicator_code}”，请改正"
    if not row.indicator_code and row.item not in vocabulary().families:
        yield row, "item", f"没有写指标的一项应是指标类别之一（{'、'.join(vocabulary().families)}），请改正"


def _complete(file: str, present: Sequence[str], model: type[ProblemRule] | type[ReviewRule]) -> Iterator[Fault]:
    for rule in get_args(model.model_fields["rule"].annotation):
        if rule not in present:
            yield file, "rule", f"缺少“{rule}”这一行，请补上"
