"""`dangjian backup` and `dangjian restore`: where the passphrase comes from, and what is said at the end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ingest.errors import UserError
from ingest.full_disk import size
from ingest.landing.whole_files import write_text
from pipeline.backup import make
from pipeline.backup.archive import Contents
from pipeline.backup.lock import SHORTEST_PASSPHRASE, Lock, Opener, asks_for_passphrase, is_locked, new_pair
from pipeline.backup.record import read_record
from pipeline.backup.restore import opened_key
from pipeline.backup.restore import restore as restore_home
from pipeline.backup.sealed import locked_key
from pipeline.backup.setting import FILE, text_of
from pipeline.backup.still import HEAD, SIGNING
from pipeline.settings import Settings
from pipeline.terminal import console, secret


def back_up(settings: Settings, out: Path | None, key: Path | None, recipients: tuple[str, ...]) -> None:
    """Back up the home to `out`, or put its key apart, or both."""
    lock = Lock(recipients=recipients) if recipients else Lock(passphrase=_new_passphrase(settings))
    if key is not None:
        make.put_key_apart(settings.home, key, lock)
        _say(f"密钥写到了 {key}（已加密）。请和备份分开放；密钥不会变，备份这一次就够了。")
    if out is None:
        return
    contents = make.back_up(settings.home, out, lock)
    _say(f"备份好了，并已读回核对：{out}（{size(out.stat().st_size)}，{_told(contents)}）。")
    if contents.key is not None and read_record(settings.home).key != contents.key:
        _say("备份里没有密钥 identity.key，它要单独放。请再运行一次 dangjian backup --key 文件，放到另一个地方。")


def check(settings: Settings, path: Path, identity: Path | None) -> None:
    """Read a backup from beginning to end and say what it holds."""
    contents = make.check(path, _opener_of(settings, locked_key(path), identity))
    if contents.damaged:
        named = "、".join(contents.damaged[:5])
        raise UserError(f"备份本身完整，但备份时数据文件夹里已有 {len(contents.damaged)} 个文件损坏：{named}。")
    _say(f"备份完整，{len(contents.files)} 个文件都和写入时一样：{_told(contents)}。")


def restore(settings: Settings, path: Path, key: Path | None, identity: Path | None) -> None:
    """Restore a backup to the home, with its key if there is a file of it."""
    locked = locked_key(path)
    given = None if key is None else key.read_bytes()
    if given is not None and not is_locked(given):
        raise UserError(f"“{key}”不是密钥的备份，没有恢复。请用 dangjian backup --key 写出的那个文件。")
    opener = _asked(settings, _needs_passphrase(locked, given), identity)
    whole = Opener(private_keys=opener.opened(locked).decode())
    contents = restore_home(path, settings.home, whole, None if given is None else opened_key(given, opener))
    _say(f"恢复好了：{settings.home}（{_told(contents)}）。以后的命令请带上 --home，或把文件夹改回原来的名字。")
    if contents.key is not None and key is None:
        _say("密钥没有恢复：可以查看数据，但不能导入，等放回密钥文件 identity.key。")
    if (settings.home / HEAD).exists() and not (settings.home / SIGNING).exists():
        _say(
            f"签名密钥 {SIGNING} 没有恢复：留痕接不上，谁也登录不了。请放回另存的密钥；"
            "确实没有，运行 dangjian audit renew --reason 原因，旧的留痕保留、到此为止，重新开始。"
        )
    _say("请运行 dangjian doctor 看一看，再运行 dangjian build 更新数据。")


def set_daily(settings: Settings, folder: Path, identity: Path) -> None:
    """Have `serve` back up every day into `folder`; write the private key that opens those backups to `identity`."""
    if identity.exists():
        raise UserError(f"“{identity}”已经存在，不会覆盖。请换一个文件名。")
    private, public = new_pair()
    descriptor = os.open(identity, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"# 打开备份的私钥，请放到别处（如 U 盘）收好\n# 公钥: {public}\n{private}\n")
    write_text(text_of(folder.resolve(), public), settings.home / FILE)
    _say(f"看板（serve）开着的时候，每天备份一次到 {folder}；设置在 {settings.home / FILE}。")
    _say(f"打开备份要用的私钥在 {identity}。请现在就移到别处收好：丢了它，谁也打不开备份。")


def _told(contents: Contents) -> str:
    build = f"，数据版本 {contents.build}" if contents.build else ""
    audit = f"，操作留痕编号 {contents.audit}" if contents.audit else ""
    return f"{contents.made_at[:16].replace('T', ' ')}（UTC），{contents.batches} 个批次{build}{audit}"


def _needs_passphrase(*locked: bytes | None) -> bool:
    return any(each is not None and asks_for_passphrase(each) for each in locked)


def _opener_of(settings: Settings, locked: bytes, identity: Path | None) -> Opener:
    """Return what opens the backup itself: its own private key, unlocked."""
    opener = _asked(settings, asks_for_passphrase(locked), identity)
    return Opener(private_keys=opener.opened(locked).decode())


def _asked(settings: Settings, needs_passphrase: bool, identity: Path | None) -> Opener:
    text = identity.read_text(encoding="utf-8-sig", errors="replace") if identity is not None else None
    if not needs_passphrase:
        return Opener(private_keys=text)
    return Opener(settings.backup_passphrase or _told_passphrase("备份的口令："), text)


def _new_passphrase(settings: Settings) -> str:
    if settings.backup_passphrase is not None:
        return settings.backup_passphrase
    first = _told_passphrase(f"给备份定一个口令（至少 {SHORTEST_PASSPHRASE} 个字，忘了就打不开）：")
    if sys.stdin.isatty() and first != _told_passphrase("再输入一次："):
        raise UserError("两次输入的口令不一样，没有备份。请再运行一次。")
    return first


def _told_passphrase(prompt: str) -> str:
    said = secret(prompt)
    if not said:
        raise UserError(
            "没有输入口令。没有窗口可以输入时，请设环境变量 DANGJIAN_BACKUP_PASSPHRASE，"
            "或备份时用 --recipient 写明公钥，打开时用 --identity 写明私钥文件。"
        )
    return said


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False)
