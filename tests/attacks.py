"""Words that try to become code: a small collection of our own, and large ones from elsewhere where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("QUARTIER_SHARED_DATA") or ROOT.parent / "shared" / "data")
FOLDER = SHARED / "html-sanitizer"

OURS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    '"><img src=x onerror=alert(1)>',
    "'><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover=alert(1) x='",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "<details open ontoggle=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>a</a>",
    "[a](javascript:alert(1))",
    '[a](https://example.org/"onclick="alert(1))',
    'https://example.org/"onmouseover="alert(1)',
    '![a](x"onerror="alert(1))',
    "<javascript:alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{7*7}} ${alert(1)} #{7*7} <%= 7*7 %>",
    "{{ ''.__class__.__mro__ }} {% import os %}",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "＜script＞alert(1)＜/script＞",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<style>@import'http://example.org/a.css';</style>",
    "<base href=//example.org/><meta http-equiv=refresh content='0;url=//example.org'>",
    "<form action=//example.org><input name=passphrase autofocus></form>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


def collected() -> list[str]:
    """The large collections; empty where they aren't at hand."""
    if not FOLDER.is_dir():
        return []
    cases = [case["payload"] for case in json.loads((FOLDER / "dompurify_expect.json").read_text())]
    cases += json.loads((FOLDER / "blns.json").read_text())
    cases += (FOLDER / "xss_payloads.txt").read_text(errors="replace").splitlines()
    return [case for case in dict.fromkeys(cases) if case.strip()]
