"""What 学校对比 says before each chart: who, how many of how many, against whom; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboards.shared.formatting import base_of, listing, number, period_text, standard_of, status_label, value_of
from dashboards.shared.kept import kept
from dashboards.shared.labels import COMPARISONS, COUNTED, DIRECTIONS, EVERY, LEVELS, MEASURE_WORDS, STATUSES
from dashboards.shared.markdown import escaped

_MOST_OUTLIERS = 8
WIDER: Mapping[str, str] = {"stage": "同学段，不分规模", "size": "同规模，不分学段"}
"""What groups wider than the default one are called, the nearer first."""


def counted(level: str, units: int) -> str:
    """Return 8 所学校, 12 个支部."""
    return f"{units} {MEASURE_WORDS[level]}{LEVELS[level]}"


@kept
def describe_peer_choice(level: str, chosen: int, smallest: int, groups: pl.DataFrame) -> str:
    """Return with whom everyone is compared."""
    each = MEASURE_WORDS[level]
    if groups.is_empty():
        return "这项指标在这一级不与同类比，只看标准。"
    if 0 < chosen < smallest:
        return (
            f"您选择了 {counted(level, chosen)}，不足 {smallest} {each}，所以**不与同类比**。"
            f"请再选 {smallest - chosen} {each}，或恢复默认同类。"
        )
    if chosen:
        return f"**正在与您选择的 {counted(level, chosen)}比较**（谁都不与自己比）。"
    enough = groups.filter("is_enough").height
    return (
        f"正在与**默认同类**比较：学段和规模都相同的{LEVELS[level]}，共 {groups.height} 组；"
        f"{enough} 组够比较（同类不少于 {smallest} {each}），其余不比。"
    )


def describe_wider(level: str, wider: str, who: str) -> str:
    """Return with whom everyone is compared where a wider group was chosen, and by whom."""
    return (
        f"正在与**放宽的同类**比较：{WIDER[wider]}的{LEVELS[level]}。这是{escaped(who)}在本页选用的，不是默认同类；"
        "下载和打印里也这样写明。"
    )


def describe_reach(name: str, level: str, row: Mapping[str, Any], smallest: int) -> str:
    """Return how many peers a unit finds, and what wider group it can be compared with where they are too few."""
    each = COUNTED[level]
    group = f"{escaped(name)}的默认同类“{escaped(row['peer_group'] or '未知')}”里有数值的另有 {row['in_group']} {each}"
    if row["in_group"] >= smallest:
        return f"{group}，可以比较。"
    offered = [
        f"{WIDER[wider]}（{escaped(row[field])}）另有 {row[count]} {each}"
        for wider, field, count in (("stage", "stage", "in_stage"), ("size", "size_band", "in_size"))
        if row[field] and row[count] >= smallest
    ]
    if not offered:
        return f"{group}，不足 {smallest}，不作比较；放宽到同学段或同规模也不够，只看标准。"
    return (
        f"{group}，不足 {smallest}，不作比较。可以放宽，依次是：{'；'.join(offered)}。"
        "要不要放宽由看的人在“与谁比”里自己选，选了会写明是谁选的。"
    )


@kept
def describe_beside(name: str, frame: pl.DataFrame, level: str) -> str:
    """Return how many stand in the table of one unit's peers, and how many are not named."""
    unseen = frame["unit_name"].null_count()
    text = f"{escaped(name)}与谁比：{counted(level, frame.height)}"
    return text + (f"，其中 {unseen} 个不在查看范围内，只计数。" if unseen else "，理由逐一写在表里。")


@kept
def describe_shrunk(frame: pl.DataFrame) -> str:
    """Return in words what drawing small units towards their peers does, with the one that it moves most."""
    known = frame.filter(pl.col("shrunk_value").is_not_null() & pl.col("value").is_not_null())
    if known.is_empty():
        return "这项指标没有可以收缩的单位：要以百分比计、同类够数，而且同类之间有差别。"
    most = known.sort((pl.col("shrunk_value") - pl.col("value")).abs(), descending=True).row(0, named=True)
    own = 100 * most["own_weight"]
    return (
        "图上画的是**收缩后**的数值（贝塔—二项）：基数越小，越向同类合并值靠拢，短线连到原来的数值。"
        f"动得最多的是{escaped(most['unit_name'])}：原值 {escaped(value_of(most))}（{base_of(most)}），"
        f"自身占 {own:.0f}%、同类占 {100 - own:.0f}%，收缩后 {most['shrunk_value']:.1f}%。"
        "只用来看谁值得追问，达标与否仍按原值。"
    )


@kept
def describe_groups(level: str, groups: pl.DataFrame) -> str:
    """Return how the default groups come about."""
    units, seen = int(groups["units"].sum()), int(groups["seen"].sum())
    text = f"默认同类按学段和党员数规模分组，{counted(level, units)}分成 {groups.height} 组。"
    if seen == units:
        return text
    return f"{text}其中 {units - seen} {MEASURE_WORDS[level]}不在您的范围内，只计数，不列名。"


@kept
def describe_members(level: str, groups: pl.DataFrame) -> str:
    """Return a line a default group: how many units, how many with a value, whether that is enough, and their names."""
    each = MEASURE_WORDS[level]
    return "\n".join(
        f"- **{escaped(row['peer_group'])}**　{counted(level, row['units'])}，{row['valued']} {each}有数值，"
        f"{'能比' if row['is_enough'] else '同类不够，不比'}：{escaped(_names(row, level))}"
        for row in groups.to_dicts()
    )


def _names(row: dict[str, object], level: str) -> str:
    unseen = int(str(row["units"])) - int(str(row["seen"]))
    named = [str(row["names"])] if row["names"] else []
    return "，".join([*named, f"另有 {unseen} {MEASURE_WORDS[level]}不在范围内"] if unseen else named)


def describe_left_out(unknown: int, too_many: int, most: int) -> str:
    """Return what of the address was ignored, if anything."""
    text = [f"地址里有 {unknown} 个单位不存在，或不在您的查看范围内，已忽略。"] if unknown else []
    text += [f"最多选 {most} 个，多出的 {too_many} 个没有计入。"] if too_many else []
    return "".join(text)


@kept
def describe_spread(period: str, level: str, frame: pl.DataFrame) -> str:
    """Return how many units have a value and why others have none, the median, the standard, and who differs."""
    if frame.is_empty():
        return f"{period}没有可看的{LEVELS[level]}数据。"
    first = frame.row(0, named=True)
    known = frame.filter(pl.col("value").is_not_null())
    missing = _told(Counter(frame.filter(pl.col("value").is_null())["status"].to_list()))
    text = [
        f"{period}，{escaped(first['name_zh'])}：{counted(level, frame.height)}里 **{known.height}** "
        f"{MEASURE_WORDS[level]}有数值{f'（其余：{missing}）' if missing else ''}"
    ]
    if known.height:
        text[0] += f"，中位数 {escaped(number(first['shown_median'], first['unit']))}。"
        text.append(f"与标准比：{_told(Counter(known['status'].to_list()))}。")
        text.append(_beside_peers(known))
    else:
        text[0] += "。"
    direction = DIRECTIONS.get(str(first["direction"]), "")
    text.append(f"标准：{escaped(standard_of(first))}；{direction}。")
    return "".join(text)


def _told(counts: Counter[str]) -> str:
    return "，".join(f"{style.word} {counts[code]}" for code, style in STATUSES.items() if counts[code])


def _beside_peers(known: pl.DataFrame) -> str:
    if known["unit_level"][0] not in ("school", "branch"):
        return ""
    if known["period_type"][0] != "year":
        return "优于还是差于同类，只按全年判断。"
    counts = Counter(str(code or "not_compared") for code in known["comparison"])
    return (
        "与同类比（按95%区间）："
        + "，".join(f"{word} {counts[code]}" for code, word in COMPARISONS.items() if counts[code])
        + "。"
    )


def name_page(number: int, units: int) -> str:
    """Return what a page of the chart is called."""
    return f"第{number + 1}页（{units} 个{'，最需要关注' if number == 0 else ''}）"


def describe_page(page: int, pages: int) -> str:
    """Return which page of the chart is shown."""
    return f"下图逐个单位画，分 {pages} 页，最需要关注的在前，这是第 {page + 1} 页；全部见表。"


@kept
def describe_picked(level: str, frame: pl.DataFrame) -> str:
    """Return how many units stand side by side."""
    return f"挑出来并排看的 {counted(level, frame.height)}："


@kept
def describe_bands(found: pl.DataFrame, unit_id: str, bands: pl.DataFrame, level: str) -> str:
    """Return the newest value of a unit and what its peers reached in that period; five points make a trend."""
    known = found.filter(pl.col("value").is_not_null() & (pl.col("unit_id") == unit_id))
    if known.is_empty():
        return "没有可画的数值。"
    last, first = known.row(-1, named=True), known.row(0, named=True)
    text = (
        f"{EVERY[last['period_type']]}看，{escaped(last['unit_name'])}最近一期"
        f"（{period_text(last['period_type'], last['period_start'])}）{escaped(value_of(last))}"
        f"（{status_label(str(last['status']))}）"
    )
    here = bands.filter(pl.col("period_start") == last["period_start"])
    if here.is_empty():
        text += "；这一期同类不够，没有同类的分布。"
    else:
        band = here.row(0, named=True)
        low, high = (number(band[name], str(last["unit"])) for name in ("peer_p10", "peer_p90"))
        middle = number(band["peer_median"], str(last["unit"]))
        text += (
            f"；“{escaped(band['peer_group'])}” {counted(level, band['units'])}的中位数 {escaped(middle)}，"
            f"中间八成在 {escaped(low)} 至 {escaped(high)} 之间。"
        )
    if known.height < 5:
        return f"{text}只有 {known.height} 个时点，不足五个，不判断趋势。"
    return f"{text}最早一期（{period_text(first['period_type'], first['period_start'])}）{escaped(value_of(first))}。"


def _excess(known: pl.DataFrame) -> str:
    """Return whether the peers differ by more than chance, and what was done about it before anybody is named."""
    wide = known.filter(pl.col("excess_spread") > 1)
    if wide.is_empty():
        return "用限以前先检验过：同类之间的差别没有超出偶然波动。"
    most = max(wide["excess_spread"].to_list())
    return (
        f"用限以前先检验过：{wide.height} 个单位的同类之间差别大于偶然波动（过度离散），"
        "多半另有原因，如办学类型、填报口径不同；"
        f"它们的控制限已经放宽（最多 {most:.1f} 倍）。"
    )


def _outliers(known: pl.DataFrame) -> str:
    """Return who lies outside the widest limits, by name."""
    value = pl.col("value")
    out = known.filter((value < pl.col("funnel_lower_998")) | (value > pl.col("funnel_upper_998")))
    if out.is_empty():
        return ""
    return f"99.8%限外的：{escaped(listing(out['unit_name'].to_list(), _MOST_OUTLIERS))}。".replace(" 项", " 个")


@kept
def describe_funnel(frame: pl.DataFrame) -> str:
    """Return how many units lie outside the limits of the funnel, and when that says nothing."""
    known = frame.filter(pl.col("value").is_not_null() & pl.col("funnel_lower_95").is_not_null())
    if known.is_empty():
        return (
            "没有控制限，漏斗图说明不了什么。只有全年、以百分比计、同类够数的指标才有控制限；"
            "次数、人数、平均值请看“分布”。"
        )
    value, level = pl.col("value"), str(frame["unit_level"][0])
    out95 = known.filter((value < pl.col("funnel_lower_95")) | (value > pl.col("funnel_upper_95"))).height
    out998 = known.filter((value < pl.col("funnel_lower_998")) | (value > pl.col("funnel_upper_998"))).height
    text = (
        f"{counted(level, frame.height)}里 {known.height} {MEASURE_WORDS[level]}同类够数、有控制限，"
        + (f"{out95} 个在95%控制限外（{out998} 个在99.8%控制限外）。" if out95 else "都在95%控制限内。")
        + "基数越小，限越宽；每个单位的限按它自己的同类（不含自己）算，所以线不光滑。限外说明值得追问，不等于有问题。"
    )
    text += _excess(known) + _outliers(known)
    if known["denominator"].n_unique() < 3:
        text += "各单位基数几乎相同，漏斗图不比“分布”多说明什么。"
    return text
