"""The figures of a work report are policy: a wrong file is refused in words; the report's own counts come out again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from dashboards.database import connection
from dashboards.database.reader import Reader
from dashboards.database.report_figures import figure_rows, figure_sentences, figure_values
from dashboards.shared.report_paragraphs import compose, left_out
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, DISCIPLINE, Viewer
from expectations.runner import check
from ingest.errors import UserError
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.policy.figure_file import Rows
from pipeline.policy.figure_frames import figure_frame, figure_measure_frame, figure_sentence_frame
from pipeline.policy.figures import load_figures, load_paragraphs
from pipeline.policy.indicator_parameters import MeasureChoice
from pipeline.policy.indicators import load_indicators
from pipeline.settings import PROJECT
from tests.pipeline.policy import work_report_ledgers
from tests.pipeline.policy.work_report_ledgers import AS_OF, BRANCHES, DISTRICT, NEW
from tests.replay import Replay

REAL = PROJECT / "data" / "work_report"
SIMPLE = {
    "figure": "talks", "label": "宣讲", "unit": "场", "how": "count", "fed_by": "activity",
    "of": {"measure": "activity", "categories": ["主题宣讲"]}, "source": "宣讲500余场",
}  # fmt: skip


def refused(folder: Path, *figures: object) -> str:
    (folder / "figures.yaml").write_text(yaml.safe_dump(list(figures), allow_unicode=True), encoding="utf-8")
    with pytest.raises(UserError, match=r"figures\.yaml") as refusal:
        load_figures(folder)
    return str(refusal.value)


def test_every_figure_and_sentence_of_this_release_loads() -> None:
    """Each figure is said somewhere: one that no sentence names would be counted for nobody."""
    figures = load_figures(REAL)
    paragraphs = load_paragraphs(REAL, figures)
    assert len(paragraphs) == 3
    said = " ".join(clause for one in paragraphs for sentence in one.sentences for clause in sentence.clauses)
    assert set(re.findall(r"\{(\w+)\}", said)) == {one.figure for one in figures}


def test_a_share_goes_by_the_name_of_the_indicator_that_it_counts() -> None:
    """The share that counts 基本满意 too was called 党建工作满意率, which is the name of the strict one."""
    names = {
        (_counted(one.parameters.numerator), _counted(one.parameters.denominator)): one.name
        for one in load_indicators(PROJECT / "data" / "indicators")
        if one.kind == "ratio"
    }
    shares = {one.label: (_counted(one.of), _counted(one.out_of)) for one in load_figures(REAL) if one.how == "share"}
    assert shares
    assert {label: names.get(counted, label) for label, counted in shares.items()} == {label: label for label in shares}


def _counted(rows: Rows | MeasureChoice | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if rows is None else (str(rows.measure), tuple(rows.categories or ()))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rounding": 100}, "talks.*rounding.*没有这个键"),
        ({"how": "average"}, "talks.*how.*count"),
        ({"figure": "宣讲"}, "小写英文"),
        ({"of": {"measure": "meetings"}}, r"talks.*of\.measure.*取值不在允许的范围内"),
        ({"of": {"measure": "activity", "categories": ["宣传"]}}, "talks.*组织生活活动台账.*没有“宣传”这一类"),
        ({"fed_by": "meetings"}, "talks.*fed_by.*没有台账“meetings”"),
        ({"how": "share"}, "how: share 和 out_of 要一起写"),
        ({"in_force": True, "from_start": True}, "只能写一个"),
        ({"is_confidential": True}, "要写 indicator"),
        ({"indicator": "D01"}, "indicator 只给"),
        ({"round_down_to": 0}, "round_down_to.*数字太小"),
    ],
)
def test_a_wrong_figure_is_refused_with_file_entry_key_and_mend(
    tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    """A misspelt category would quietly count nothing, and the sentence would vanish from the report."""
    assert re.search(words, refused(tmp_path, SIMPLE | changes))


def test_a_figure_written_twice_or_without_a_key_is_refused(tmp_path: Path) -> None:
    assert "写了两次" in refused(tmp_path, SIMPLE, SIMPLE)
    assert re.search(
        "talks.*unit.*缺少这个键", refused(tmp_path, {key: SIMPLE[key] for key in SIMPLE if key != "unit"})
    )
    assert "应是一个列表" in refused(tmp_path)
    (tmp_path / "figures.yaml").write_text("- {figure: talks", encoding="utf-8")
    with pytest.raises(UserError, match="不是有效的 YAML"):
        load_figures(tmp_path)


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ({"paragraph": "{span}", "sentences": [{"clauses": ["宣讲{talk}"]}]}, r"宣讲\{talk\}.*没有这个数"),
        ({"paragraph": "{span}", "sentences": [{"clauses": ["成效显著"]}]}, "成效显著.*只用来报数"),
        ({"paragraph": "{year}", "sentences": [{"clauses": ["宣讲{talks}"]}]}, "段首只能用"),
        ({"paragraph": "{span}", "sentences": [{"clauses": []}]}, "clauses"),
        ({"paragraph": "{span}", "sentences": [{"begin": "{talks}，", "clauses": ["{talks}"]}]}, "移到 clauses 里"),
        ({"paragraph": "{span}", "sentences": [{"clauses": ["{talks}"], "tail": ""}]}, "tail.*没有这个键"),
    ],
)
def test_a_sentence_that_names_no_known_figure_is_refused(
    tmp_path: Path, paragraph: dict[str, object], words: str
) -> None:
    """Free prose does not get in by the back door: a clause says a figure or is not written."""
    (tmp_path / "figures.yaml").write_text(yaml.safe_dump([SIMPLE]), encoding="utf-8")
    (tmp_path / "sentences.yaml").write_text(yaml.safe_dump([paragraph], allow_unicode=True), encoding="utf-8")
    with pytest.raises(UserError, match=r"sentences\.yaml") as refusal:
        load_paragraphs(tmp_path, load_figures(tmp_path))
    assert re.search(words, str(refusal.value))


def test_the_frames_for_the_models_keep_the_order_and_every_category() -> None:
    figures = load_figures(REAL)
    assert figure_frame(figures)["figure"].to_list() == [one.figure for one in figures]
    measures = figure_measure_frame(figures)
    assert measures.filter(figure="service_activities")["category"].to_list() == [
        "志愿服务", "送教支教", "红色实践", "教学竞赛",
    ]  # fmt: skip
    assert measures.filter(figure="satisfaction")["side"].to_list() == ["numerator", "denominator"]
    assert measures.filter(figure="places_supported").select("category", "containing").rows() == [(None, "阵地")]
    sentences = figure_sentence_frame(load_paragraphs(REAL, figures))
    assert sentences.select("paragraph_order", "sentence_order", "clause_order").is_unique().all()


def test_a_confidential_figure_counts_what_its_indicator_counts() -> None:
    """The clerk's figure and the published yearly value are two ways to one number."""
    indicators = {one.indicator: one for one in load_indicators(PROJECT / "data" / "indicators")}
    confidential = [one for one in load_figures(REAL) if one.is_confidential]
    assert {one.indicator for one in confidential} == {"D01", "D02", "D03"}
    for figure in confidential:
        counted = indicators[str(figure.indicator)].parameters.count
        assert counted is not None
        assert (figure.of.measure, set(figure.of.categories)) == (counted.measure, set(counted.categories))


CLERK = Viewer(DISCIPLINE, "district", DISTRICT)
CHIEF = Viewer(ADMIN, "district", DISTRICT)
SINCE_2021 = ("2021-01-01", "2022-12-31")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> connection.Build:
    ledgers = tmp_path_factory.mktemp("工作 报告") / "台账"
    home = tmp_path_factory.mktemp("数据")
    work_report_ledgers.write(ledgers)
    for receipt in ingest([ledgers], Store(home), AS_OF, received_by="测试", check=check):
        taken = receipt.to_json()
        assert not taken["refused"] and not taken["returned"], taken
    replay.build(home, AS_OF)
    found = connection.published_build(home)
    assert found is not None
    return found


def paragraphs(reader: Reader, level: str, unit: str, days: tuple[str, str], span: str) -> list[str]:
    values = figure_values(reader, UnitKey(level, unit), *days).to_dicts()
    return compose(figure_sentences(reader).to_dicts(), values, unit="云岭区", span=span)


def test_ledgers_with_the_reports_counts_give_the_reports_figures(published: connection.Build) -> None:
    """开州区's own figures (seed 002), 余 where the document says 余, from the rows of eighteen ledgers."""
    assert paragraphs(Reader(CLERK, published), "district", DISTRICT, SINCE_2021, "2021年以来") == [
        "2021年以来，云岭区领导力建设情况：健全组织体系，新建党组织6个、升格调整党组织11个。"
        "落实党建责任，研究党建工作20余次，听取党建工作汇报12次，召开党组织书记抓党建述职评议会14场，签订党建目标责任书157份，"
        "整改解决问题20余个。"
        "加强思想武装，开展中心组学习、“三会一课”、主题党日等学习活动800余场，开展主题宣讲等活动500余场。",
        "2021年以来，云岭区向心力建设情况：强化工作保障，下达党建任务清单21项，落实党建经费20余万元，表彰先进基层党组织40余个，"
        "走访慰问200余人次，支持26个党组织建设阵地。"
        "丰富党组织活动，开展志愿服务、送教支教、红色实践、教学竞赛等活动1000余场，开展团队活动500余场。"
        "严肃执纪问责，党纪政务处分17人、组织处理5人、问责2人。"
        "抓实廉政教育，建有干部廉政档案686份，廉政档案覆盖亲属7745人，举办党组织书记和管理干部集中轮训10余场。",
        "2021年以来，云岭区推动力建设情况：引领德育工作，开展家风宣讲、讲述精神谱系等主题活动180余场次。"
        "引领教师成长，党员教师上示范课1200余人次，教师递交入党申请书300余名，设立党员先锋岗2000余个，"
        "表彰优秀党员、优秀党务工作者60余名。"
        "引领内涵发展，建有党建示范点28个，获评国家级特色学校50余所，培育党建“双创”学校3所，"
        "41个党组织与村社结对共进44对，打造党建品牌10余个。党建工作满意度（含基本满意）99%以上。",
    ]


def test_each_figure_leads_to_the_rows_it_was_counted_from(published: connection.Build) -> None:
    """一数一源: file and row, and as many of them as the figure says."""
    here = (UnitKey("district", DISTRICT), *SINCE_2021)
    for row in figure_values(Reader(CLERK, published), *here).to_dicts():
        behind = figure_rows(Reader(CLERK, published), row["figure"], *here, limit=5000)
        assert behind["file"].null_count() == 0, row["figure"]
        if (behind["ledger"] == "survey").all():  # votes stand together: their rows are told by nobody
            assert behind["row_number"].null_count() == behind.height > 0, row["figure"]
            continue
        assert behind["row_number"].null_count() == 0, row["figure"]
        assert behind.filter(side="numerator" if row["how"] != "share" else "denominator").height == row["row_count"]
        if row["how"] == "count":
            assert behind.height == row["value"], row["figure"]
        if row["how"] == "sum":
            assert behind["amount"].sum() == pytest.approx(row["value"]), row["figure"]
    pledges = figure_rows(Reader(CLERK, published), "pledges", *here)
    assert set(pledges["file"]) == {"责任书.csv"}
    assert sorted(pledges["row_number"]) == list(range(2, 159))


def test_everyone_else_reads_the_same_paragraphs_without_the_small_counts(published: connection.Build) -> None:
    whole = paragraphs(Reader(CLERK, published), "district", DISTRICT, SINCE_2021, "2021年以来")
    said = paragraphs(Reader(CHIEF, published), "district", DISTRICT, SINCE_2021, "2021年以来")
    assert said[1] == whole[1].replace("严肃执纪问责，党纪政务处分17人、组织处理5人、问责2人。", "")
    year = figure_values(Reader(CHIEF, published), UnitKey("district", DISTRICT), "2022-01-01", "2022-12-31")
    missing = dict(left_out(year.to_dicts()))
    assert {missing[label] for label in ("受党纪政务处分", "受组织处理", "被问责")} == {"不便显示"}


def test_a_branch_has_the_figures_of_its_own_rows_only(published: connection.Build) -> None:
    rows = figure_values(Reader(CHIEF, published), UnitKey("branch", BRANCHES[0]), *SINCE_2021).to_dicts()
    value = {row["figure"]: row["value"] for row in rows}
    assert (value["founded"], value["pledges"], value["tasks"]) == (None, 1, 21)
    assert (value["village_pairings"], value["paired_organisations"]) == (2, 1)
    assert value["satisfaction"] == pytest.approx(99.4)
    assert value["funds"] == 0.5
    assert dict(left_out(rows))["新建党组织"] == "没有记录"
    newly = figure_values(Reader(CHIEF, published), UnitKey("branch", NEW[0]), *SINCE_2021)
    assert newly.filter(state="told").select("figure", "value").rows() == [("founded", 1.0)]
    assert dict(left_out(newly.to_dicts()))["党建目标责任书"] == "未报送"


def test_the_span_decides_what_is_counted(published: connection.Build) -> None:
    def value(figure: str, first: date, last: date) -> object:
        days = (first.isoformat(), last.isoformat())
        return (
            figure_values(Reader(CLERK, published), UnitKey("district", DISTRICT), *days)
            .filter(figure=figure)["value"]
            .item()
        )

    before = (date(2020, 1, 1), date(2020, 12, 31))
    assert value("raised", *before) == 2
    assert value("integrity_files", *before) == 300
    assert value("sanctioned", *before) == 3
    assert value("village_pairings", *before) == 46
    assert value("village_pairings", date(2022, 1, 1), date(2022, 3, 31)) == 49
