"""Whether it is known what everybody but 纪检 was told of discipline, which the next build holds its counts against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.doctor.finding import Finding
from pipeline.warehouse.told_register import COPY, copied, published, told_before

_WHAT = "公布过的纪律数据"


def register(home: Path) -> Iterator[Finding]:
    """Look at the register in the published build and at its copy in the home."""
    told, is_lost = told_before(home)
    build, copy = published(home), copied(home)
    if is_lost:
        do = (
            f"数据仓库和 {COPY} 都读不出来，不知道公布过哪些数。"
            f"请先用 dangjian restore 把备份恢复到新的文件夹，把里面的 {COPY} 拿过来，再运行 build --full；"
            "不取回，已公布年度的纪律数据从此只有纪检专员能看。"
        )
        yield Finding(_WHAT, do, False)
    elif (
        build is not None
        and (copy is None or copy.build_id != build.build_id)
        and ((home / COPY).exists() or told.height)
    ):
        yield Finding(_WHAT, f"{COPY} 不在、已损坏，或不是现在这份数据的。请运行 build，会按数据仓库补上。", False)
    elif told.height:
        yield Finding(_WHAT, f"{told['year'].n_unique()} 个年度，{told.height} 个数", True)
