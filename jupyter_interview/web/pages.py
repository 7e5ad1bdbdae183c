"""The pages: the list of one's own interviews, the page for guests, and the frame that runs code.

A page is a few lines of HTML around a bundle. Its headers let it load from this server alone, run
no inline script without its nonce, and let no other page frame it. The frame that runs code cannot
even reach this server.
"""

import json
import re
import secrets
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.httputil import url_concat

from ..domain.errors import InterviewError
from ..domain.ids import is_id
from .bounds import BoundedBody, WatchedReader
from .context import context_of
from .credentials import identity_of
from .refusals import tell_when_to_retry

STATIC = Path(__file__).parent.parent / "static"

PAGE_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'self'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
RUNNER_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'nonce-{nonce}' blob: "
    "'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; frame-ancestors 'self'"
)
PLAIN_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="data:,">
{links}</head>
<body {data}>
<div id="app"></div>
<noscript>This page needs JavaScript.</noscript>
<script type="module" async nonce="{nonce}" src="{script}"></script>
</body>
</html>
"""

_PLAIN = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head>
<body><main><h1>{title}</h1><p>{sentence}</p></main></body>
</html>
"""


_ENCODED_FRAGMENT = re.compile("%(?:25)*23([A-Za-z0-9_-]{0,128})")


class Page(BoundedBody, WatchedReader, JupyterHandler):
    """A page with strict headers, whose errors are pages, too."""

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", PLAIN_POLICY)

    async def prepare(self) -> None:  # type: ignore[override]
        """Redirect to an address without a token and with a proper fragment.

        People copy the address of an interview to candidates, so a token in it becomes Jupyter's
        login cookie. Jupyter has checked the token at this point, and sets the cookie with the
        answer; browsers keep the fragment. Some mail and chat programs send ``#`` as ``%23``, which
        becomes ``#`` again.
        """
        uri, self._fragment = without_encoded_fragment(self.request.uri or "/")
        # The content of a fragment must not be logged.
        self.request.uri = uri
        await super().prepare()
        clean = without_token(uri)
        if not self._finished and (clean != uri or self._fragment is not None):
            if self.current_user is not None:
                self.xsrf_token  # noqa: B018  (reading it sets the cookie that writes need)
            self.redirect(clean + (self._fragment or ""))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        if not isinstance(value, InterviewError):
            super().log_exception(typ, value, tb)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        problem = (kwargs.get("exc_info") or (None, None, None))[1]
        sentence = "There is nothing at this address." if status_code == 404 else ""
        if isinstance(problem, InterviewError):
            self.set_status(problem.status)
            tell_when_to_retry(self, problem)
            sentence = problem.sentence
        self.finish_plain("Interview", sentence or "This did not work; the server's log says why.")

    def finish_plain(self, title: str, sentence: str) -> None:
        self.finish(_PLAIN.format(title=escape(title), sentence=escape(sentence)))

    async def finish_page(self, page: str, title: str, session_id: str) -> None:
        """Answer with the page around the bundle, or say that it was not built."""
        await context_of(self).service.registry()
        manifest = read_manifest(STATIC / "guest" / "manifest.json")
        if manifest is None:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            sentence = "This page has not been built. Run npm run build, then reload."
            self.finish_plain("Not built yet", sentence)
            return
        nonce = secrets.token_urlsafe(16)
        root = f"{self.base_url}interview/static/guest/"
        data = {
            "page": page,
            "base-url": self.base_url,
            "session-id": session_id,
            "nonce": nonce,
            "jp-theme-light": "true",
            "jp-theme-name": "JupyterLab Light",
            **_sandbox_files(),
        }
        self.set_header("Content-Security-Policy", PAGE_POLICY.format(nonce=nonce))
        self.finish(
            _PAGE.format(
                title=escape(title),
                nonce=nonce,
                script=escape(root + manifest["js"]),
                links=_links(root, manifest),
                data=" ".join(f'data-{key}="{escape(value)}"' for key, value in data.items()),
            )
        )


def without_token(uri: str) -> str:
    """The address without ``token``; everything else in it stays as it is."""
    path, mark, query = uri.partition("?")
    kept = [part for part in query.split("&") if unquote_plus(part.partition("=")[0]) != "token"]
    return path + mark + "&".join(kept) if kept and query else path


def without_encoded_fragment(uri: str) -> tuple[str, str | None]:
    """The address before a ``#`` that was encoded, once or more often, and the fragment behind it.

    The fragment is None if there is none. What follows the secret of a link, such as the full stop
    of a sentence, is left out.
    """
    path, mark, query = uri.partition("?")
    found = _ENCODED_FRAGMENT.search(path)
    if found is None:
        return uri, None
    return path[: found.start()] + mark + query, f"#{found[1]}" if found[1] else ""


def read_manifest(path: Path) -> dict[str, Any] | None:
    """The files of a bundle; None when it was not built."""
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and isinstance(manifest.get("js"), str) else None


def _links(root: str, manifest: dict[str, Any]) -> str:
    lines = []
    if isinstance(css := manifest.get("css"), str):
        lines.append(f'<link rel="stylesheet" href="{escape(root + css)}">\n')
    for chunk in manifest.get("preload", []):
        lines.append(f'<link rel="modulepreload" href="{escape(root + chunk)}">\n')
    return "".join(lines)


def _sandbox_files() -> dict[str, str]:
    """The files of the sandbox, so that the page can request them without asking for the list
    first."""
    try:
        files = json.loads((STATIC / "runner" / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {"sandbox-files": json.dumps(files, separators=(",", ":"))}


class Nothing(Page):
    """Every other address below ``interview/``. Jupyter's own page for that fails with methods that
    it does not know."""

    @allow_unauthenticated
    def get(self) -> None:
        raise web.HTTPError(HTTPStatus.NOT_FOUND)

    head = post = put = patch = delete = options = get


class Home(Page):
    """The interviews of the person who is logged in."""

    @allow_unauthenticated
    async def get(self) -> None:
        if self.current_user is None:
            login = url_concat(self.get_login_url(), {"next": self.request.uri or self.base_url})
            self.redirect(login)
            return
        await identity_of(self, "read")
        self.xsrf_token  # noqa: B018  (reading it sets the cookie that writes need)
        await self.finish_page("home", "Interviews", "")

    head = get


class Door(Page):
    """The page that a link leads to. It is the same for every id, so it tells nothing about any."""

    page = "join"

    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        if not is_id(session_id):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        await self.finish_page(self.page, "Interview", session_id)

    head = get


class Replay(Door):
    """The page of an interview's player. It is the same for every id as well: its script asks for
    the recording, with the rights of whoever looks at it."""

    page = "replay"


class Runner(Page):
    """The page of the hidden frame that runs code, with an origin of its own and no network."""

    @allow_unauthenticated
    def get(self) -> None:
        try:
            html = (STATIC / "runner" / "runner.html").read_text("utf-8")
        except OSError:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            self.finish_plain("Not built yet", "Run npm run build, then reload.")
            return
        nonce = secrets.token_urlsafe(16)
        self.set_header("Content-Security-Policy", RUNNER_POLICY.format(nonce=nonce))
        self.finish(html.replace("{{nonce}}", nonce))

    head = get
