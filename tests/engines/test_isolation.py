"""BR6: a program reaches nothing in any engine. The servers' logs are the judges, as in
`tests/runner/test_isolation.py`, whose attacks these are."""

import json
from itertools import product
from pathlib import Path

import pytest

from tests.engines.tab import Browser, wait_until
from tests.runner.site import ROOT, Site
from tests.thorough import THOROUGH

ATTACKS = ROOT / "tests" / "runner"

LISTS = {"javascript": "attacks.js", "python": "attacks.py"}
PLACES = [
    (language, where)
    for language, where in product(LISTS, ("/", "/nested"))
    # What a page is in is nothing to Python: what leads out of its worker are JavaScript's ways.
    if THOROUGH or (language, where) != ("python", "/nested")
]

INSIDE = "document.querySelector('iframe').contentWindow"


@pytest.mark.parametrize(("language", "where"), PLACES)
def test_BR6_every_attack_is_refused_and_nothing_is_sent(
    engine: Browser, site: Site, sink: Site, language: str, where: str
) -> None:
    """Also where the page that holds the sandbox is itself in a frame."""
    tab = engine.new_tab()
    tab.open(site.url + where)
    window = "window" if where == "/" else INSIDE
    wait_until(tab, f"{window}.runner !== undefined")
    tab.evaluate(f"language => {window}.runner.warm(language)", language)
    before = {server: len(server.requests) for server in (site, sink)}
    code = (
        Path(ATTACKS / LISTS[language])
        .read_text()
        .replace("SITE", site.url)
        .replace("SINK", sink.url)
    )
    outcome = tab.evaluate(
        f"([language, code]) => {window}.run(language, code, {{ timeLimitMs: 30000 }})",
        [language, code],
    )
    assert outcome["error"] is None
    lines = [line for line in outcome["stdout"].splitlines() if line.startswith("[")]
    attempts = dict(map(json.loads, lines))
    assert attempts.pop("origin", "null") == "null"
    assert len(attempts) > 35
    assert {k: v for k, v in attempts.items() if not v.startswith("refused")} == {}
    for server in (site, sink):
        control = f"{server.url}/control?by=test"
        tab.evaluate("async url => { await fetch(url, { mode: 'no-cors' }) }", control)
        arrived = server.requests[before[server] :]
        assert arrived == ["GET /control?by=test HTTP/1.1"]
    assert tab.evaluate("location.href") == site.url + where
    tab.close()
