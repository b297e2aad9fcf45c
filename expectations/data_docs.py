"""Write Great Expectations' own Data Docs: `python -m expectations.data_docs OUT HOME`.

They are no part of the product. Their pages fetch scripts, styles and fonts from other hosts, so without internet
they open slowly and unstyled (the quality page of the dashboard needs nothing from outside), and they are in English
round our Chinese rules. They hold counts only, never a value of a row.
"""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from expectations.batch import batch_of, code_of
from expectations.great_expectations_adapter import native_suite, new_context, quiet
from expectations.suite import Suite, load_suites

_COUNTS: Mapping[str, Any] = {"result_format": "BASIC", "partial_unexpected_count": 0}
OFFLINE = "说明：Data Docs 的页面要从外网加载样式和脚本，离线时能打开但没有样式；日常请看数据报送中的质量页。"


def write_data_docs(landed: Mapping[str, pl.DataFrame], as_of: date, folder: Path) -> Path:
    """Check landed rows by ledger and write the pages below `folder`; return the page to open.

    The wording of the clerk (党组织 as written, names) is not landed, so rules that need it are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with quiet():
        context = new_context()
        _write_to(context, folder)
        source = context.data_sources.add_pandas(name="landed")
        for ledger_id, frame in landed.items():
            if not frame.is_empty():
                _validate(context, source, load_suites()[ledger_id], frame, as_of)
        context.build_data_docs()
    return folder / "index.html"


def _write_to(context: Any, folder: Path) -> None:
    for name in list(context.get_site_names()):
        context.delete_data_docs_site(name)
    place = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())}
    index = {"class_name": "DefaultSiteIndexBuilder"}
    config = {"class_name": "SiteBuilder", "store_backend": place, "site_index_builder": index}
    context.add_data_docs_site(site_name="landed", site_config=config)


def _validate(context: Any, source: Any, suite: Suite, frame: pl.DataFrame, as_of: date) -> None:
    import great_expectations

    known = {*frame.columns, *suite.computed}
    kept = tuple(each for each in suite.expectations if known.issuperset(each.checked_columns))
    # Sentences are not needed here, so neither are the columns that they show.
    part = Suite(suite.ledger, suite.computed, kept)
    rows = frame.rename({"sheet": "_sheet", "row_number": "_row"})
    coded = batch_of(part, [rows], as_of).coded.to_pandas()
    asset = source.add_dataframe_asset(name=suite.ledger.title)
    batch = asset.add_batch_definition_whole_dataframe(suite.ledger.title)
    native = context.suites.add(native_suite(part))
    definition = great_expectations.ValidationDefinition(name=suite.ledger.id, data=batch, suite=native)
    context.validation_definitions.add(definition).run(
        batch_parameters={"dataframe": coded},
        expectation_parameters={"as_of": code_of(as_of)},
        result_format=dict(_COUNTS),
    )


def main() -> None:
    """Write Data Docs of everything that is landed in a home folder."""
    parser = argparse.ArgumentParser(description="把已入库的台账按规则检查一遍，生成 Great Expectations 的 Data Docs。")
    parser.add_argument("out", type=Path, help="页面写到哪个文件夹")
    parser.add_argument("home", type=Path, help="数据文件夹（其中有 landed）")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.today(), help="截至日期，默认今天")
    chosen = parser.parse_args()
    from ingest.landing.store import Store  # only the command knows the home; checking needs no store

    store = Store(chosen.home)
    landed = {ledger_id: store.live_frame(ledger_id) for ledger_id in load_suites()}
    print(f"已生成：{write_data_docs(landed, chosen.as_of, chosen.out)}\n{OFFLINE}")


if __name__ == "__main__":
    main()
