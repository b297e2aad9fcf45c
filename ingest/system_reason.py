"""Why the operating system did not read or write a file, in Chinese: its own words are English."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "没有权限，或正被其他程序占用",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOENT: "找不到",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "那是一个文件夹",
    errno.EEXIST: "那里已经有了一个",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EBUSY: "正被其他程序占用",
    errno.ENOSPC: "磁盘满了",
    getattr(errno, "EDQUOT", -1): "分给你的磁盘空间用完了",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EIO: "磁盘读写出错，磁盘可能坏了",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "同时打开的文件太多",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "快捷方式互相指来指去",
    errno.ETIMEDOUT: "网络盘没有回应",
    getattr(errno, "ESTALE", -2): "网络盘断开了",
    getattr(errno, "EHOSTDOWN", -3): "网络盘没有回应",
}


def reason(error: OSError) -> str:
    """Return why, as a clause without an end."""
    if error.errno is None:
        return "原因不明"
    return _REASONS.get(error.errno, f"系统错误 {error.errno}")
