"""ASGI middleware: `<html lang="zh-CN" translate="no">`, a Chinese title, our style sheet and our scripts.

Streamlit has no translations of its own. The scripts are served in the page, so nothing is fetched from elsewhere.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HERE = Path(__file__).resolve().parent
TITLE = "党建数据看板"
_BASE = 'window.__streamlit={BACKEND_BASE_URL:location.origin+"/"};'
"""Without it the browser first asks for the server below each page's own path, and finds nothing there."""
_NO_SCRIPT = "请启用浏览器脚本；建议使用 Chrome、Edge 或 360 极速模式（内核 112 以上）。"
_WITHOUT_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_AGENT_LINK = re.compile(r'<link rel="service-desc"[^>]*>')


def script() -> str:
    """Return the translating script with its dictionary, those for the keyboard and for the end of a log-in."""
    words = json.loads((_HERE / "words.json").read_text(encoding="utf-8"))
    source = (_HERE / "translate.js").read_text(encoding="utf-8")
    translating = source.replace("__WORDS__", json.dumps(words, ensure_ascii=False).replace("</", "<\\/"))
    return translating + "".join(
        (_HERE / name).read_text(encoding="utf-8") for name in ("keyboard.js", "session_end.js")
    )


def in_chinese(html: str) -> str:
    """Return Streamlit's index page with language, title, fallback words and script set."""
    html = html.replace('<html lang="en">', '<html lang="zh-CN" translate="no" class="notranslate">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1)
    html = _WITHOUT_SCRIPT.sub(f"<noscript>{_NO_SCRIPT}</noscript>", html)
    html = _AGENT_LINK.sub("", html)
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    return html.replace("</head>", f"<style>{style}</style><script>{_BASE}{script()}</script></head>", 1)


class ChinesePage:
    """Rewrites text/html answers of the app it wraps; leaves everything else alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; websockets and files pass through untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        start: Message | None = None
        body = bytearray()

        async def keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                if not is_page or "content-disposition" in headers:  # a download that is HTML is no page of ours
                    await send(message)
                    return
                start = message
                return
            if start is None or message["type"] != "http.response.body":
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            page = in_chinese(body.decode("utf-8")).encode("utf-8")
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page, "more_body": False})

        await self.app(scope, receive, keep)
