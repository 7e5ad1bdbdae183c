"""PA1, PA6: pages and their files, and the headers they come with."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.web import pages
from jupyter_interview.web.routes import HANDLERS
from tests.clients import Answer, Api
from tests.secrecy import SECRECY

RUNNER = "<!doctype html><script nonce={{nonce}}>1</script><style nonce={{nonce}}></style>"


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Bundles as a build would leave them; set before the server is made."""
    folder = tmp_path / "static"
    (folder / "guest").mkdir(parents=True)
    (folder / "runner").mkdir()
    (folder / "guest" / "main-ABCDEF12.js").write_text("export {};\n")
    (folder / "guest" / "page-ABCDEF12.css").write_text("p {}\n")
    manifest = {"js": "main-ABCDEF12.js", "css": "page-ABCDEF12.css", "preload": ["x-1.js"]}
    (folder / "guest" / "manifest.json").write_text(json.dumps(manifest))
    (folder / "runner" / "runner.html").write_text(RUNNER)
    (folder / "runner" / "big.0123456789abcdef.wasm").write_bytes(b"\0asm" * 100)
    packed = gzip.compress(b"\0asm" * 100)
    (folder / "runner" / "big.0123456789abcdef.wasm.gz").write_bytes(packed)
    (tmp_path / "outside.txt").write_text("outside")
    monkeypatch.setattr(pages, "STATIC", folder)
    changed = [(*h[:2], {"path": str(folder)}) if len(h) == 3 else h for h in HANDLERS]
    monkeypatch.setattr("jupyter_interview.app.HANDLERS", changed)
    return folder


@pytest.fixture
def visitor(static: Path, api: Api) -> Api:
    """The server with bundles, for somebody with no credential."""
    return api.anonymous()


def policy(answer: Answer) -> dict[str, list[str]]:
    parts = answer.headers["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (part.split() for part in parts)}


def check_headers(answer: Answer) -> None:
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


async def test_PA1_head_is_answered_like_get_without_a_body(api: Api, visitor: Api) -> None:
    for path in "//interview/join/Zx81Zx81Zx81", "//interview/runner.html":
        answer = await visitor("HEAD", path)
        check_headers(answer)
        assert (answer.status, answer.content) == (200, b"")
    assert (await api("HEAD", "//interview/")).status == 200


async def test_LB20_the_page_of_a_player_is_the_same_for_every_id(
    api: Api, static: Path, visitor: Api
) -> None:
    session = (await api.create())["id"]
    there = await visitor("GET", f"//interview/replay/{session}")
    not_there = await visitor("GET", "//interview/replay/no-such-session")
    assert there.status == not_there.status == 200
    for answer in (there, not_there):
        check_headers(answer)
        assert policy(answer)["connect-src"] == ["'self'"]
        assert b'data-page="replay"' in answer.content
    assert (await visitor("GET", "//interview/replay/a.b")).status == 404
    # What it shows, it asks for with the rights of whoever looks.
    assert (await visitor("GET", f"/sessions/{session}/recording")).status == 401
    assert (await api("GET", f"/sessions/{session}/recording")).status == 200


async def test_PA1_the_door_is_the_same_for_every_id(api: Api, static: Path, visitor: Api) -> None:
    session = (await api.create())["id"]
    there = await visitor("GET", f"//interview/join/{session}")
    not_there = await visitor("GET", "//interview/join/no-such-session")
    assert there.status == not_there.status == 200
    for answer in (there, not_there):
        check_headers(answer)
        rules = policy(answer)
        [nonce] = re.findall(rb'data-nonce="([^"]+)"', answer.content)
        assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == ["'none'"]
        assert rules["form-action"] == rules["frame-ancestors"] == ["'none'"]
        assert rules["script-src"] == [f"'nonce-{nonce.decode()}'", "'self'"]
        assert rules["connect-src"] == rules["frame-src"] == rules["font-src"] == ["'self'"]
        assert re.findall(rb"<script[^>]*>", answer.content) == [
            b'<script type="module" async nonce="' + nonce + b'" '
            b'src="/a%40b/interview/static/guest/main-ABCDEF12.js">'
        ]
        assert b"token" not in answer.content and b"xsrf" not in answer.content
    blank = [re.sub(rb'(nonce|session-id)="[^"]*"', b"", a.content) for a in (there, not_there)]
    assert blank[0] == blank[1]
    assert f'data-session-id="{session}"'.encode() in there.content
    assert b'data-page="join"' in there.content and b'data-base-url="/a%40b/"' in there.content
    odd = await visitor("GET", "//interview/join/%22onload%3D")
    assert odd.status == 404 and b"onload" not in odd.content


async def test_PA6_home_needs_a_login_and_sets_what_writing_needs(visitor: Api, api: Api) -> None:
    stranger = await visitor("GET", "//interview/")
    assert stranger.status == 302
    login = stranger.headers["Location"]
    assert login.startswith("/a%40b/login?next=%2Fa%2540b%2Finterview%2F")
    home = await api("GET", "//interview/")
    assert home.status == 200 and b'data-page="home"' in home.content
    assert any(c.startswith("_xsrf=") for c in home.headers.get_list("Set-Cookie"))
    assert (await api("GET", "//interview")).status == 200


async def test_SB1_the_frame_that_runs_code_has_no_origin_and_no_network(visitor: Api) -> None:
    answer = await visitor("GET", "//interview/runner.html")
    check_headers(answer)
    rules = policy(answer)
    assert rules["sandbox"] == ["allow-scripts"]
    assert rules["default-src"] == rules["connect-src"] == ["'none'"]
    assert rules["frame-ancestors"] == ["'self'"] and rules["worker-src"] == ["blob:"]
    nonce = rules["script-src"][0].removeprefix("'nonce-").removesuffix("'")
    assert rules["script-src"][1:] == ["blob:", "'wasm-unsafe-eval'"]
    assert answer.content.decode() == RUNNER.replace("{{nonce}}", nonce)
    again = policy(await visitor("GET", "//interview/runner.html"))
    assert again["script-src"][0] != rules["script-src"][0]


async def test_static_files_are_public_typed_and_kept(visitor: Api, static: Path) -> None:
    root = "//interview/static/"
    script = await visitor("GET", root + "guest/main-ABCDEF12.js")
    assert script.status == 200 and script.content == b"export {};\n"
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert script.headers["X-Content-Type-Options"] == "nosniff"
    manifest = await visitor("GET", root + "guest/manifest.json")
    assert manifest.headers["Cache-Control"] == "no-cache"
    etag = {"If-None-Match": manifest.headers["Etag"]}
    assert (await visitor("GET", root + "guest/manifest.json", headers=etag)).status == 304
    for missing in ("guest/x.js", "", "guest", "guest/", "../outside.txt", "..%2foutside.txt"):
        answer = await visitor("GET", root + missing)
        assert answer.status in (403, 404) and b"outside" not in answer.content


async def test_PA7_the_loader_may_ask_this_server_and_no_other_file_may_do_anything(
    visitor: Api, static: Path
) -> None:
    """A worker lives under the policy of its own script's answer."""
    names = ("loader.0123456789abcdef.js", "loader.js", "x.0123456789abcdef.js")
    for name in names:
        (static / "runner" / name).write_text("1")
    answers = [await visitor("GET", f"//interview/static/runner/{name}") for name in names]
    assert policy(answers[0]) == {"default-src": ["'none'"], "connect-src": ["'self'"]}
    for answer in answers[1:]:
        assert policy(answer) == {"default-src": ["'none'"], "sandbox": []}


PAGES = ["", "join/no-such-session", "join/%22x", "runner.html", "nothing/here"]
FILES = [
    "guest/main-ABCDEF12.js",
    "guest/manifest.json",
    "guest/none.js",
    "guest",
    "../outside.txt",
]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
@pytest.mark.parametrize("path", [*PAGES, *(f"static/{name}" for name in FILES)])
async def test_PA7_every_answer_has_the_strict_headers(
    api: Api, visitor: Api, path: str, method: str
) -> None:
    """Whatever is asked for and however: pages, files, errors, for strangers and the owner."""
    for who in (visitor, api):
        answer = await who(method, f"//interview/{path}")
        if path == "nothing/here" or answer.status == 302:
            continue  # Jupyter's own answers
        assert answer.status < 500, answer.content
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        rules = policy(answer)
        assert rules["default-src"] == ["'none'"]
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & {
            source for sources in rules.values() for source in sources
        }
        if not path.startswith("static/"):
            assert answer.headers["Cache-Control"] == "no-store"
            assert "frame-ancestors" in rules
        assert (
            b"Traceback" not in answer.content and str(pages.STATIC).encode() not in answer.content
        )


async def test_PA7_no_page_leads_elsewhere(visitor: Api) -> None:
    """There is no parameter that redirects."""
    for name in ("next", "redirect", "url", "return_to"):
        answer = await visitor(
            "GET", f"//interview/join/no-such-session?{name}=https://evil.example"
        )
        assert answer.status == 200 and "Location" not in answer.headers
        assert b"evil.example" not in answer.content


async def test_gzipped_siblings_are_sent_to_who_takes_them(visitor: Api) -> None:
    path = "//interview/static/runner/big.0123456789abcdef.wasm"
    plain = await visitor("GET", path, headers={"Accept-Encoding": "identity"})
    assert plain.headers["Content-Type"] == "application/wasm"
    assert plain.headers["Vary"] == "Accept-Encoding" and "Content-Encoding" not in plain.headers
    packed = await visitor("GET", path, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Type"] == "application/wasm"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in packed.headers["Cache-Control"]
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content == b"\0asm" * 100
    assert packed.headers["Etag"] != plain.headers["Etag"]
    head = await visitor("HEAD", path, headers={"Accept-Encoding": "gzip"})
    assert head.status == 200 and head.content == b""
    assert int(head.headers["Content-Length"]) < 400


async def test_pages_that_were_not_built_say_what_to_do(
    visitor: Api, api: Api, static: Path
) -> None:
    (static / "guest" / "manifest.json").unlink()
    (static / "runner" / "runner.html").unlink()
    for path in ("//interview/", "//interview/join/no-such-session", "//interview/runner.html"):
        answer = await api("GET", path)
        assert answer.status == 503 and b"npm run build" in answer.content
        assert policy(answer)["default-src"] == ["'none'"]


@pytest.fixture
def interview_config(request: pytest.FixtureRequest) -> dict[str, Any]:
    return getattr(request, "param", {})


@pytest.mark.parametrize(
    "interview_config", [{"public_url": "https://talk.example/x"}], indirect=True
)
async def test_links_lead_where_guests_can_reach_this_server(api: Api) -> None:
    session = (await api.create())["id"]
    invite = await api.invite(session)
    url = f"https://talk.example/x/interview/join/{session}#{invite['secret']}"
    assert invite["url"] == url


async def test_files_that_are_only_there_gzipped_are_unpacked_for_who_takes_none(
    visitor: Api, static: Path
) -> None:
    path = "//interview/static/runner/only.0123456789abcdef.bin"
    packed = gzip.compress(b"\0" * 1000)
    (static / "runner" / "only.0123456789abcdef.bin.gz").write_bytes(packed)
    plain = await visitor("GET", path, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == "Accept-Encoding"
    sent = await visitor("GET", path, headers={"Accept-Encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert plain.content == gzip.decompress(sent.content) == b"\0" * 1000
    for answer in (plain, sent):
        assert answer.headers["Cache-Control"].endswith("immutable")


OURS = ["/interview/", "/interview", "/interview/join/Zx81Zx81Zx81"]


@pytest.mark.parametrize("path", OURS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_NA5_a_token_in_the_address_becomes_a_cookie(
    api: Api, visitor: Api, path: str, method: str
) -> None:
    token = api.headers["Authorization"].removeprefix("token ")
    answer = await visitor(method, f"//{path[1:]}?token={token}&backend=local&a=%26")
    base = "/a%40b"
    assert (answer.status, answer.headers["Location"]) == (302, f"{base}{path}?backend=local&a=%26")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    login = answer.headers["Set-Cookie"].partition(";")[0]
    assert login.startswith("username-") and token not in login
    home = await visitor("GET", "//interview/", headers={"Cookie": login})
    assert home.status == 200 and token not in home.content.decode()
    alone = await visitor(method, f"//{path[1:]}?token={token}")
    assert alone.headers["Location"] == base + path


async def test_NA5_a_wrong_token_is_not_carried_to_the_login_page(visitor: Api) -> None:
    answer = await visitor("GET", "//interview/?token=wrong&backend=local")
    assert (answer.status, answer.headers["Location"]) == (302, "/a%40b/interview/?backend=local")
    assert "Set-Cookie" not in answer.headers
    login = await visitor("GET", "//interview/?backend=local")
    assert "/login?" in login.headers["Location"] and "wrong" not in login.headers["Location"]


@pytest.mark.parametrize(
    ("uri", "clean"),
    [
        ("/interview/", "/interview/"),
        ("/interview/?", "/interview/"),
        ("/interview/?token", "/interview/"),
        ("/interview/?tokens=1&xtoken=2", "/interview/?tokens=1&xtoken=2"),
        ("/interview/?a=1&token=t&b=2&token=u", "/interview/?a=1&b=2"),
        ("/interview/?%74oken=t", "/interview/"),
        ("/interview/?a=token&b=?token=x", "/interview/?a=token&b=?token=x"),
    ],
)
def test_NA13_everything_else_of_the_address_stays(uri: str, clean: str) -> None:
    assert pages.without_token(uri) == clean


SECRET = "gNFJY443_7HwBYe6856MfJVo8cUOxlcVWVJBRXBWn50"


@pytest.mark.parametrize("hash", ["%23", "%2523", "%252523"])
@pytest.mark.parametrize("behind", ["", ".", "/", ")", "%3E", "%20", "%22x"])
async def test_NA6_a_hash_that_came_encoded_is_one_again(
    visitor: Api, caplog: pytest.LogCaptureFixture, hash: str, behind: str
) -> None:
    """NA6, NA14: and the secret behind it is in no line of the log, at any level."""
    SECRECY.told(SECRET)
    answer = await visitor("GET", f"//interview/join/Zx81Zx81Zx81{hash}{SECRET}{behind}?a=1")
    place = f"/a%40b/interview/join/Zx81Zx81Zx81?a=1#{SECRET}"
    assert (answer.status, answer.headers["Location"]) == (302, place)
    assert "GET /a%40b/interview/join/Zx81Zx81Zx81" in caplog.text
    assert SECRET not in caplog.text


async def test_NA6_an_encoded_hash_and_a_token_go_together(api: Api, visitor: Api) -> None:
    token = api.headers["Authorization"].removeprefix("token ")
    answer = await visitor("GET", f"//interview/join/Zx81Zx81Zx81%23{SECRET}?token={token}")
    assert answer.headers["Location"] == f"/a%40b/interview/join/Zx81Zx81Zx81#{SECRET}"


@pytest.mark.parametrize("rest", ["%23", "%23%22x", "%23/"])
async def test_NA6_a_hash_without_a_secret_leads_to_the_page(visitor: Api, rest: str) -> None:
    answer = await visitor("GET", f"//interview/join/Zx81Zx81Zx81{rest}")
    there = (302, "/a%40b/interview/join/Zx81Zx81Zx81")
    assert (answer.status, answer.headers["Location"]) == there
