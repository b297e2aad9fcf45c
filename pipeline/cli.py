"""The `dangjian` command: one verb a stage. Exit 0 done, 1 something was returned or fell short, 2 wrong usage."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.main import get_command

from ingest import stopping
from ingest.errors import UserError
from pipeline import child_process
from pipeline.commands.audit import audit_commands
from pipeline.commands.chinese_help import UsageError, group_of, home_first, in_words, speak_chinese
from pipeline.commands.noting import note
from pipeline.commands.output_folder import ready, there
from pipeline.commands.user import user_commands
from pipeline.fault_wording import said_of
from pipeline.fixed_day import day_of
from pipeline.settings import PROJECT, Settings, is_checkout
from pipeline.terminal import build_bar, console, plain_bar, table

if TYPE_CHECKING:
    from ingest.feedback.receipt import Receipt
    from ingest.sender import Sender

FELL_SHORT, WRONG_USAGE = 1, 2
_INTERRUPTED = 130
"""What Typer makes of a Ctrl-C."""
_STOPPED = "已停止；已经完成的部分不受影响，可以再运行一次。\n"
_ENDINGS = (".docx", ".xlsx", ".pdf", ".zip")

app, command = group_of("教育党建数据：台账导入、建仓、看板。", add_completion=False, pretty_exceptions_enable=False)
_chosen: dict[str, Settings] = {}
_refused: list[tuple[str, str]] = []
"""Files that this run took nothing of, with the reason: the audit log names them."""

AsOf = Annotated[str | None, typer.Option("--as-of", help="数据截止日，如 2026-10-31；不写就是今天。", metavar="日期")]


@app.callback()
def _options(
    home: Annotated[
        Path | None,
        typer.Option("--home", help="数据所在文件夹；不写就用环境变量 DANGJIAN_HOME，再不然 data/local。"),
    ] = None,
) -> None:
    _chosen["settings"] = Settings.from_environment(home)


def settings() -> Settings:
    """Return the home chosen on the command line."""
    return _chosen.get("settings") or Settings.from_environment()


@command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="台账文件、文件夹或 zip。", metavar="路径...")],
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 数组，每个台账一项。")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="声明文件是完整的：旧文件里有而新文件里没有的行作废。")
    ] = False,
    hold_poorer: Annotated[
        bool, typer.Option("--hold-poorer", help="比平时少了几列的文件先不入库，等人确认；不写就入库并注明。")
    ] = False,
    sender: Annotated[
        str | None,
        typer.Option(
            "--sender", help="页面代谁报送（JSON）；不写就是本机管理员，不限范围。", metavar="报送人", hidden=True
        ),
    ] = None,
) -> None:
    """导入台账，写回执；退回的行在原表上标红加批注。"""
    from expectations.runner import check, load
    from ingest.landing.store import Store
    from ingest.run import ingest as run_ingest

    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise typer.BadParameter(f"找不到 {'、'.join(missing)}，请检查路径。")
    by = _sender(sender)
    with plain_bar("导入", quiet=as_json) as progress:
        receipts = run_ingest(
            paths,
            Store(settings().home),
            read_day(as_of),
            received_by=by.name if by is not None else getpass.getuser(),
            check=check,
            prepare=load,
            replace=replace,
            hold_poorer=hold_poorer,
            sender=by,
            progress=progress,
        )
    if as_json:
        sys.stdout.write(json.dumps([one.to_json() for one in receipts], ensure_ascii=False, indent=1) + "\n")
    else:
        _print_receipts(receipts)
    _end_with(receipts)


def _end_with(receipts: list[Receipt]) -> None:
    """End with the code that says whether something was returned, and keep what was refused for the audit log."""
    _refused.extend((one.file, one.refused) for one in receipts if one.refused)
    if any(one.to_json()["returned"] or one.to_json()["refused"] for one in receipts):
        raise typer.Exit(FELL_SHORT)


def _sender(told: str | None) -> Sender | None:
    """Return for whom a page hands in; None for whoever sits at the command line and owns the home."""
    from ingest.sender import sender_of

    return sender_of(told) if told is not None else None


def _print_receipts(receipts: list[Receipt]) -> None:
    table(
        ("文件", "台账", "批次", "读取", "接收", "未变", "退回", "存疑"),
        [
            (
                one.file,
                one.title or "—",
                one.batch or "—",
                *(str(count) for count in (one.read, one.accepted, one.unchanged, one.returned, one.flagged)),
            )
            for one in receipts
        ],
    )
    for one in receipts:
        if one.refused:
            console.print(f"未接收 {one.file}：{one.refused}", markup=False, highlight=False)
    if any(one.refused for one in receipts):
        console.print("列名不认得的文件，可以用 dangjian layout 文件名 写一份版式，确认后再导入。", highlight=False)
    console.print(f"回执和退回的工作簿在 {settings().home / 'receipts'}", markup=False, highlight=False)


@command()
def template(
    ledgers: Annotated[
        list[str] | None, typer.Argument(help="台账名（如 activity）；不写就是全部。", metavar="[台账...]")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="放到哪个文件夹。")] = Path("空白台账"),
) -> None:
    """生成空白台账：下拉选项、格式、一行示例和填表说明；停报的台账和列不在里面。"""
    from pipeline.commands.template import templates

    chosen = _ledger_ids(ledgers or [])
    for line in templates(settings().home, chosen, ready(out)):
        console.print(line, markup=False, highlight=False)


@command()
def layout(
    path: Annotated[Path, typer.Argument(help="要报送的文件。", metavar="文件")],
    ledger: Annotated[
        str | None, typer.Option("--ledger", help="它是哪个台账（如 activity）；不写就由程序看。", metavar="台账")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 数组，不写版式。")] = False,
) -> None:
    """看一个文件的每一列读作什么，写一份待确认的版式；什么也不入库。"""
    from pipeline.commands.layout import asked_about, propose

    if not path.exists():
        raise typer.BadParameter(f"找不到 {path}，请检查路径。")
    chosen = _ledger_ids([ledger])[0] if ledger is not None else None
    if as_json:
        sys.stdout.write(asked_about(settings().home, path, chosen) + "\n")
    else:
        propose(settings().home, path, chosen)


def _ledger_ids(names: list[str]) -> list[str]:
    """Return the ids of ledgers that are named by id or title."""
    from ingest.ledger import load_ledgers

    known = load_ledgers()
    by_title = {ledger.title: ledger.id for ledger in known.values()}
    chosen = [by_title.get(name, name) for name in names]
    unknown = [name for name in chosen if name not in known]
    if unknown:
        available = "、".join(f"{one.id}（{one.title}）" for one in known.values())
        raise typer.BadParameter(f"没有叫“{'、'.join(unknown)}”的台账；可用的有：{available}。")
    return chosen


@command()
def batches() -> None:
    """列出已导入的批次。"""
    from ingest.landing.store import Store
    from ingest.ledger import load_ledgers

    titles = {one.id: one.title for one in load_ledgers().values()}
    table(
        ("批次", "台账", "文件", "收到时间(UTC)", "经手", "接收", "退回", "状态"),
        [
            (
                one.batch,
                titles.get(one.ledger, one.ledger),
                one.file,
                f"{one.received_at:%Y-%m-%d %H:%M}",
                one.received_by,
                str(one.accepted),
                str(one.returned),
                "已撤回" if one.withdrawn_at else "有效",
            )
            for one in Store(settings().home).batches()
        ],
    )


@command()
def withdraw(batch: Annotated[str, typer.Argument(help="批次号，见 batches。", metavar="批次")]) -> None:
    """撤回一个批次；下次 build 后数值回到它导入之前。"""
    from ingest.landing.store import Store

    store = Store(settings().home)
    before = {one.batch for one in store.batches()}
    store.withdraw(batch, by=getpass.getuser())
    for one in store.batches():
        if one.batch not in before:
            sentence = f"其中有的行“{one.file}”也报送过，仍然有效，改记为批次 {one.batch}；不要的话请一并撤回。"
            console.print(sentence, markup=False, highlight=False)
    console.print(f"已撤回 {batch}。请运行 build 更新数据。", markup=False, highlight=False)


@command()
def build(
    as_of: AsOf = None,
    full: Annotated[bool, typer.Option("--full", help="不管有没有变化都重建。")] = False,
    engine: Annotated[
        str, typer.Option("--engine", help="用什么算：duckdb（一台机器）或 spark（多台机器）。", metavar="引擎")
    ] = "duckdb",
    master: Annotated[
        str | None,
        typer.Option("--master", help="Spark 主节点，如 spark://主机:7077、local[2]；不写就在本机算。", metavar="地址"),
    ] = None,
    remote: Annotated[
        str | None, typer.Option("--remote", help="Spark Connect 服务，如 sc://主机:15002。", metavar="地址")
    ] = None,
) -> None:
    """建仓：检查全部通过后发布。"""
    from pipeline.commands.engine import chosen_engine
    from pipeline.policy.holiday_years import without_holidays
    from pipeline.warehouse.build import build as run_build

    day = read_day(as_of)
    chosen = chosen_engine(engine, master, remote)
    with build_bar() as progress:
        build_id = run_build(settings().home, day, full=full, progress=progress, engine=chosen)
    console.print(f"已发布 {build_id}", markup=False, highlight=False)
    warning = without_holidays(day.year)
    if warning is not None:
        console.print(warning, markup=False, highlight=False)


@command()
def serve(
    port: Annotated[int, typer.Option("--port", help="端口。")] = 8501,
    host: Annotated[
        list[str] | None,
        typer.Option("--host", help="经本机代理访问时用的主机名，可以写多个；不写就只认 localhost。", metavar="主机名"),
    ] = None,
    bind: Annotated[
        str | None, typer.Option("--bind", help="监听哪个地址，如 0.0.0.0；不写就只有本机能打开。", metavar="地址")
    ] = None,
    proxy_secret_file: Annotated[
        Path | None,
        typer.Option("--proxy-secret-file", help="由本机的代理登录：它和看板共有的密钥在哪个文件。", metavar="文件"),
    ] = None,
    processes: Annotated[
        int,
        typer.Option(
            "--processes",
            min=1,
            max=64,
            help="开几个服务，端口从 --port 起依次加一，由本机的代理分派。",
            metavar="个数",
        ),
    ] = 1,
) -> None:
    """打开看板；没有账号时，先在网页上用窗口里的设置码设第一位区级管理员。"""
    from pipeline.commands.serve import Reached
    from pipeline.commands.serve import serve as run_serve

    secret = None if proxy_secret_file is None else there(proxy_secret_file)
    raise typer.Exit(run_serve(settings().home, Reached(port, processes, host or (), bind, secret)))


@command()
def demo(
    port: Annotated[int, typer.Option("--port", help="端口。")] = 8501,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="只建仓，不打开看板。")] = False,
) -> None:
    """用样例区走一遍：导入、建仓、打开看板（单独的 home，不碰你的数据）。"""
    from pipeline.commands.demo import prepare_demo
    from pipeline.commands.serve import Reached
    from pipeline.commands.serve import serve as run_serve

    home = prepare_demo(settings().home)
    if not no_serve:
        raise typer.Exit(run_serve(home, Reached(port)))


@command()
def sql(
    query: Annotated[str, typer.Argument(help="一条 SELECT。", metavar="语句")],
    form: Annotated[str, typer.Option("--format", help="table、csv 或 json。")] = "table",
) -> None:
    """只读查询已发布的数据仓库。"""
    from pipeline.warehouse.query import run_query

    if form not in ("table", "csv", "json"):
        raise typer.BadParameter(f"--format 只能是 table、csv 或 json，不能是“{form}”。")
    run_query(settings().warehouse, query, form)


@command()
def explain(
    indicator: Annotated[str, typer.Argument(help="指标代码，如 O05。", metavar="指标")],
    unit: Annotated[str, typer.Argument(help="单位代码。", metavar="单位")],
    period: Annotated[str, typer.Argument(help="2025、2025Q1、2025-03 或 2025春/2025秋。", metavar="期间")],
) -> None:
    """一个数是怎么来的：口径、分子分母、来源行。"""
    from pipeline.warehouse.explain import explain as run_explain

    run_explain(settings().warehouse, indicator, unit, period)


@command()
def diff(
    before: Annotated[str, typer.Argument(help="较早的版本：版本号、冻结编号或 .duckdb 文件。", metavar="版本")],
    after: Annotated[str, typer.Argument(help="较晚的版本，写法相同。", metavar="版本")],
    mart: Annotated[
        str | None, typer.Option("--mart", help="只比较一张数据表，如 indicator_value。", metavar="数据表")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="每张表最多列出多少行。")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 对象。")] = False,
) -> None:
    """两个数据版本之间哪些值变了，是哪些来源行引起的；没有变化退出码是 0，有变化是 1。"""
    from pipeline.commands.diff import diff as run_diff

    if not run_diff(settings(), before, after, mart, limit, as_json):
        raise typer.Exit(FELL_SHORT)


@command()
def docs(out: Annotated[Path, typer.Option("--out", help="放到哪个文件夹。")]) -> None:
    """数据模型说明：每张表、每一列从哪里来，一个网页，不联网也能打开；指标定义：OSI 和 dbt 语义层，给别的工具用。"""
    from pipeline.commands.docs import write_docs
    from pipeline.semantic.write import write_semantic

    place = ready(out)
    for path in (write_docs(settings().warehouse, place), *write_semantic(place / "semantic")):
        console.print(f"写了 {path}", markup=False, highlight=False)


@command()
def report(
    year: Annotated[int, typer.Option("--year", min=2000, max=2100, help="述职年度。", metavar="年度")],
    out: Annotated[Path, typer.Option("--out", help="放到哪个文件夹。")],
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="学校或支部代码，可以写多个。", metavar="单位")
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="全区所有学校和支部。")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="重新冻结，用最新发布的数据。")] = False,
) -> None:
    """冻结一个年度，生成述职评议材料（Word、Excel、PDF）；中断后再运行会接着做。"""
    if bool(unit) == everybody:
        raise typer.BadParameter("请用 --unit 指定单位，或用 --all 生成全区的，两者选一个。")
    _ask_dashboards(command="report", year=year, units=unit or None, out=ready(out), fresh=fresh)


@command()
def verify(what: Annotated[str, typer.Argument(help="验真码，或述职材料的文件。", metavar="码或文件")]) -> None:
    """验真：材料是不是本系统发出的，有没有改过，是不是最新。"""
    path = Path(what)
    if not path.is_file() and (path.is_dir() or path.name != what or path.suffix.lower() in _ENDINGS):
        raise typer.BadParameter(f"找不到文件“{what}”。请检查路径；也可以输入材料上的验真码。")
    _ask_dashboards(command="verify", what=str(path.resolve()) if path.is_file() else what)


@command()
def digest(
    quarter: Annotated[str, typer.Option("--quarter", help="哪个季度，如 2026Q3。", metavar="季度")],
    out: Annotated[Path, typer.Option("--out", help="放到哪个文件夹。")],
    unit: Annotated[
        str | None, typer.Option("--unit", help="片区、学校或支部的代码；不写就是全区。", metavar="单位")
    ] = None,
) -> None:
    """季度简报：低于标准、预警、未报送、进步和跟进情况，写成一个工作簿。"""
    _ask_dashboards(command="digest", quarter=quarter, unit=unit, out=ready(out))


@command()
def export(
    role: Annotated[str, typer.Option("--role", help="哪个身份看得到的，如 学校、片区、区级查看。", metavar="身份")],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            help="写到哪个文件：.duckdb 是数据库，以前导出的会换成新的；.xlsx 是自己的工作簿，有了的只换里面的数据。",
            metavar="文件",
        ),
    ],
    unit: Annotated[
        str | None, typer.Option("--unit", help="片区、学校或支部的代码或名称；区级身份不用写。", metavar="单位")
    ] = None,
) -> None:
    """导出一个身份在页面上看得到的数：数据库（给能读 DuckDB 的工具用），或者自己的工作簿（打开时透视表自动刷新）。"""
    if out.suffix.lower() not in (".duckdb", ".xlsx"):
        raise typer.BadParameter(f"--out 要写一个 .duckdb 或 .xlsx 文件，不能是“{out}”。")
    _ask_dashboards(command="export", role=role, unit=unit, out=ready(out.parent) / out.name)


def _ask_dashboards(**request: object) -> NoReturn:
    """Have a request done in a process of its own: pages and packs are not the pipeline's to import."""
    raise typer.Exit(child_process.run("dashboards", request={"home": settings().home, **request}))


@command()
def sample(
    out: Annotated[Path, typer.Option("--out", help="放到哪个文件夹。")],
    schools: Annotated[int, typer.Option("--schools", min=1, help="学校数。")] = 24,
    years: Annotated[int, typer.Option("--years", min=1, help="年数，含未结束的一年。")] = 3,
    seed: Annotated[int, typer.Option("--seed", help="随机种子；同一种子结果相同。")] = 1,
    exempt: Annotated[
        int, typer.Option("--exempt", min=0, max=100, help="每百名党员中有几名一段时间不作硬性要求或流动、失联。")
    ] = 0,
) -> None:
    """造一个虚构的区，任意大小。"""
    from pipeline.sample.workbooks.generate import generate

    with plain_bar("生成") as progress:
        files = generate(
            schools,
            years,
            seed,
            ready(out),
            progress=lambda done, total: progress("", done, total),
            exempt_percent=exempt,
        )
    console.print(f"写了 {len(files)} 个文件到 {out}", markup=False, highlight=False)


@command()
def doctor(
    deep: Annotated[bool, typer.Option("--deep", help="逐个核对已入库的文件和数据仓库的内容，较慢。")] = False,
    mend: Annotated[bool, typer.Option("--mend", help="能修而不丢东西的都修好，再检查。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 对象。")] = False,
) -> None:
    """检查安装、数据位置，有没有损坏、过期，备份是不是太久了；每一项说明怎么处理。"""
    from pipeline.commands.doctor import doctor as run_doctor

    if not run_doctor(settings().home, deep, mend, as_json):
        raise typer.Exit(FELL_SHORT)


@command()
def backup(
    out: Annotated[Path | None, typer.Option("--out", help="备份写到哪个文件。", metavar="文件")] = None,
    key: Annotated[Path | None, typer.Option("--key", help="把密钥另写到这个文件，和备份分开放。")] = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option("--recipient", help="用公钥（age1…）加密，可以写多个；不写就用口令。", metavar="公钥"),
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", help="不备份，核对这份备份完不完整。", metavar="文件")
    ] = None,
    identity: Annotated[Path | None, typer.Option("--identity", help="私钥文件：用公钥加密的要用它打开。")] = None,
    daily: Annotated[
        Path | None,
        typer.Option("--daily", help="以后看板开着时每天备份到这个文件夹；私钥写到 --identity。", metavar="文件夹"),
    ] = None,
) -> None:
    """备份：加密，写好后读回核对；别人在导入、建仓也能做。口令按提示输入，或写在 DANGJIAN_BACKUP_PASSPHRASE。"""
    from pipeline.commands import backup as command

    if check is not None:
        command.check(settings(), there(check), None if identity is None else there(identity))
    elif daily is not None:
        if identity is None:
            raise typer.BadParameter("请用 --identity 写明私钥放到哪个文件，如 U 盘上的文件。")
        command.set_daily(settings(), ready(daily), identity)
    elif out is None and key is None:
        raise typer.BadParameter("请用 --out 写明备份到哪个文件。")
    else:
        command.back_up(settings(), out, key, tuple(recipient or ()))


@command()
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件。", metavar="文件")],
    key: Annotated[Path | None, typer.Option("--key", help="密钥文件；没有也能恢复，只是不能导入新的台账。")] = None,
    identity: Annotated[Path | None, typer.Option("--identity", help="私钥文件：用公钥加密的要用它打开。")] = None,
) -> None:
    """恢复：把备份放进一个新的数据文件夹（--home），不会覆盖已有的。"""
    from pipeline.commands.backup import restore as run_restore

    run_restore(
        settings(), there(file), None if key is None else there(key), None if identity is None else there(identity)
    )


@command()
def bundle(
    platform: Annotated[
        str, typer.Option("--platform", help="装到哪种电脑：win_amd64、linux_x86_64 等。", metavar="平台")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="写到哪个新文件夹；不写就是 dangjian-平台。", metavar="文件夹")
    ] = None,
    python: Annotated[
        list[str] | None,
        typer.Option(
            "--python", help="那台电脑上的 Python 版本，如 3.12，可以写多个；不写就和本机一样。", metavar="版本"
        ),
    ] = None,
) -> None:
    """离线安装包：程序、要装的全部包和它们的许可证，拷到不联网的电脑上用同一个 start.py 安装。"""
    from pipeline.bundle.write import write_bundle

    place = out or Path(f"dangjian-{platform}")
    place = ready(place.parent) / place.name
    mine = f"{sys.version_info.major}.{sys.version_info.minor}"
    console.print("正在下载，几百兆，要几分钟…", highlight=False)
    made = write_bundle(platform, python or [mine], place)
    say = partial(console.print, markup=False, highlight=False, soft_wrap=True)
    say(f"写了 {place}，{made.wheels} 个包。整个文件夹拷过去，在里面运行 python start.py demo。")
    if made.without_text:
        say(f"这些包没有带许可证正文，licences.csv 里只有名称：{'、'.join(made.without_text)}。")


@command()
def purge(
    dry: Annotated[bool, typer.Option("--dry-run", help="只列出会删除什么，不删除。")] = False,
    ledgers: Annotated[bool, typer.Option("--ledgers", help="删除超过保存年限的台账行，删除前再问一次。")] = False,
    person: Annotated[
        bool, typer.Option("--person", help="应本人要求，删除一个人的台账行；号码另行输入，不写在命令里。")
    ] = False,
) -> None:
    """到期清理：删除留得太久的退回工作簿、上传残留和出错记录，或到期的台账行、某个人的行（data/retention.yaml）。"""
    from pipeline.commands.purge import purge as purge_files
    from pipeline.commands.purge_rows import purge_ledgers, purge_person

    if ledgers and person:
        raise UserError("--ledgers 和 --person 请分两次运行。")
    run_purge = purge_ledgers if ledgers else purge_person if person else purge_files
    run_purge(settings().home, dry)


@command()
def selfcheck(
    full: Annotated[bool, typer.Option("--full", help="做全套，要几个小时；不写就做一小套。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 对象。")] = False,
    out: Annotated[Path, typer.Option("--out", help="明细（JSON）写到哪个文件。", metavar="文件")] = Path("自检.json"),
    only: Annotated[
        list[str] | None, typer.Option("--only", help="只做这一项，可以写多个；不写就是全部。", metavar="项目")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="随机种子；同一种子试的是同样的情形。")] = 1,
    scratch: Annotated[
        Path | None, typer.Option("--scratch", help="临时文件放在哪个文件夹里；做完就删。", metavar="文件夹")
    ] = None,
) -> None:
    """自检：在编造的数据上反复试，文件、断电、故障和备份恢复会不会丢数据（不碰你的数据）。"""
    from pipeline.commands.selfcheck import Asked
    from pipeline.commands.selfcheck import selfcheck as run_selfcheck

    place = None if scratch is None else ready(scratch)
    if not run_selfcheck(Asked(full, tuple(only or ()), seed, ready(out.parent) / out.name, place, as_json)):
        raise typer.Exit(FELL_SHORT)


@command()
def bench(
    only: Annotated[
        list[str] | None, typer.Option("--only", help="只量这一步，可以写多个；不写就是除 install 以外的全部。")
    ] = None,
    schools: Annotated[int, typer.Option("--schools", min=2, help="虚构的区有多少所学校。")] = 150,
    on: Annotated[
        Path | None, typer.Option("--on", help="不造虚构的区，用这个数据文件夹（复制一份再量）。", metavar="文件夹")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="和以前的结果（JSON）对比。", metavar="文件")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="结果（JSON）写到哪个文件。", metavar="文件")] = Path("性能.json"),
    seed: Annotated[int, typer.Option("--seed", help="随机种子；同一种子造同样的区。")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 对象。")] = False,
) -> None:
    """性能：导入、建仓、页面、材料各用多少 CPU，和目标对照（不碰你的数据；150 所学校要半小时左右）。"""
    from pipeline.commands.bench import Asked
    from pipeline.commands.bench import bench as run_bench

    out = ready(out.parent) / out.name
    asked = Asked(tuple(only or ()), schools, seed, on, out, None if against is None else there(against), as_json)
    if not run_bench(asked):
        raise typer.Exit(FELL_SHORT)


def read_day(text: str | None) -> date:
    """Return the day of `--as-of`, else the home's day."""
    if text is None:
        return day_of(settings().home)
    for form in ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"“{text}”不是日期，请写成 2026-10-31 这样。")


app.add_typer(user_commands(_ask_dashboards, read_day), name="user")
app.add_typer(audit_commands(_ask_dashboards), name="audit")


def _ended(error: BaseException) -> int:
    """Say in a sentence why a command ended early and return its exit code; what nobody foresaw is raised again.

    A Ctrl-C counts as that whatever it was made into on its way.
    """
    if stopping.was_asked() or isinstance(error, KeyboardInterrupt | typer.Abort):
        sys.stderr.write(_STOPPED)
        return FELL_SHORT
    if isinstance(error, UsageError):
        sys.stderr.write(f"{in_words(error)}\n")
        return WRONG_USAGE
    if isinstance(error, UserError):
        sys.stderr.write(f"{error}\n")
        return FELL_SHORT
    sentence = said_of(error, settings().home)
    if sentence is None:
        raise error
    sys.stderr.write(f"{sentence}\n")
    return FELL_SHORT


def _cleared_away(fault: sys.UnraisableHookArgs) -> None:
    """Say nothing of a file that a library could not end while it was cleared away: the command has said why."""
    if not isinstance(fault.exc_value, OSError):
        sys.__unraisablehook__(fault)


@cache
def _commands() -> Callable[..., object]:
    """Return all commands: to read their annotations takes longer than some of them take, and a process asks once."""
    return get_command(app)


def main() -> None:
    """Run the command line: a UserError is a sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles default to a code page that cannot print every character of a name.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    speak_chinese()
    os.umask(0o077)  # rows about persons: nobody else on the machine reads what is written
    if not is_checkout():
        sys.stderr.write(f"“{PROJECT}”里没有模型和指标定义。请在完整的代码文件夹里运行 python start.py 命令。\n")
        sys.exit(WRONG_USAGE)
    stopping.watch()
    sys.unraisablehook = _cleared_away
    try:
        words = home_first(sys.argv[1:]) or ["--help"]
        code = _commands()(args=words, prog_name="dangjian", standalone_mode=False)
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
    except BaseException as error:
        code = _ended(error)
    code = code if isinstance(code, int) else 0
    if not stopping.was_asked() and not note(settings().home, sys.argv[1:], code, _refused):
        sys.stderr.write("这次操作没有记进操作留痕，原因见上一行。\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
