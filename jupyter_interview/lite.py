"""An addon of JupyterLite: ``jupyter lite build`` beside this package makes a site with interviews.

The panel comes with the prebuilt extension, which JupyterLite copies by itself. What is added here
is what a Jupyter server would serve: the sandbox and its files, at the same addresses, questions,
and a word in the site's configuration that interviews live in the browser unless a server is named.

JupyterLite finds this class by an entry point and needs no base class; nothing of JupyterLite is
imported, and of our server nothing but what reads packages and banks.
"""

import asyncio
import base64
import gzip
import hashlib
import json
import logging
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_RUNNER = Path(__file__).parent / "static" / "runner"
_NOT_BUILT = "jupyter_interview was installed without its runner; install a release, or build it."
_SCRIPT = re.compile(r"<script nonce=\"\{\{nonce\}\}\">(.*?)</script>", re.DOTALL)

GUARD = 'if (self.origin !== "null") throw new Error("This page runs in a sandboxed frame only.");'
"""A static host sends no ``sandbox`` policy. Without it the page, opened by itself or framed by a
stranger, would have the site's origin, so it does nothing there."""

WHEELS = "interview-wheels"
"""Folder beside ``jupyter-lite.json`` with wheels that programs may import."""

QUESTIONS = "interview-questions"
"""Folder beside ``jupyter-lite.json`` that is a bank of questions."""

ALSO_WHEN_STARTED_AGAIN = """
;if (typeof enableCache === "boolean")
  enableCache = new URL(location.href).searchParams.get("enableCache") === "true";
"""
"""JupyterLite's service worker reads whether it is to keep the site's files when it is activated,
which it is once. A browser stops it after half a minute and starts it again without a word, and
then nothing would be kept, and nothing found that was."""

Task = dict[str, Any]

_log = logging.getLogger("jupyter_interview")


@dataclass(frozen=True, slots=True)
class QuestionOptions:
    """Which questions a site has, as ``InterviewAddon`` in ``jupyter_lite_config.json`` says."""

    question_dirs: tuple[Path, ...] = ()
    """Banks, beside the one in ``interview-questions``."""
    starter_questions: bool = True
    """Whether the questions that come with the package are there."""
    with_private: bool = False
    """Whether private sides are in the site, where every visitor can read them."""


def question_options(said: Mapping[str, Any], source: Path) -> QuestionOptions:
    """The options that a configuration says; folders are beside ``jupyter-lite.json``."""
    dirs = said.get("question_dirs", ())
    banks = [source / one for one in ([dirs] if isinstance(dirs, str) else dirs)]
    if (source / QUESTIONS).is_dir():
        banks.insert(0, source / QUESTIONS)
    return QuestionOptions(
        tuple(banks),
        _is_true(said.get("starter_questions", True)),
        _is_true(said.get("with_private", False)),
    )


def _is_true(value: object) -> bool:
    """A value of JSON, or a word of a command line."""
    return str(value).lower() in ("true", "1")


class InterviewAddon:
    """What ``jupyter lite build`` asks for its tasks."""

    __all__ = ["post_build"]

    def __init__(self, manager: Any, **_ignored: Any) -> None:
        self.manager = manager

    def post_build(self, manager: Any) -> Iterator[Task]:
        """The tasks, once JupyterLite's own part of the site is there."""
        site = Path(manager.output_dir)
        yield _task("runner", publish_runner, site)
        yield _task("wheels", publish_wheels, site, Path(manager.lite_dir) / WHEELS)
        said = (getattr(manager, "config", None) or {}).get("InterviewAddon", {})
        options = question_options(said, Path(manager.lite_dir))
        yield _task("questions", publish_questions, site, options)
        yield _task("worker", mend_worker, site / "service-worker.js")
        yield _task("backend", choose_backend, site / "jupyter-lite.json")


def _task(name: str, work: Callable[..., None], *args: object) -> Task:
    return {"name": name, "actions": [(work, list(args))]}


def publish_runner(site: Path) -> None:
    """The sandbox's page and files where a server has them."""
    if not (_RUNNER / "manifest.json").exists():
        raise FileNotFoundError(_NOT_BUILT)
    files = site / "interview" / "static" / "runner"
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir(parents=True)
    manifest = json.loads((_RUNNER / "manifest.json").read_text("utf-8"))
    plain = [entry["file"] for entry in manifest["files"] if "gzip" not in entry]
    for name in ("manifest.json", "LICENSES.txt", manifest["loader"], *plain):
        shutil.copyfile(_RUNNER / name, files / name)
    # Static hosts send files as they are.
    for packed in _RUNNER.glob("*.gz"):
        (files / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
    page = static_page((_RUNNER / "runner.html").read_text("utf-8"))
    (site / "interview" / "runner.html").write_text(page, "utf-8")


def static_page(template: str) -> str:
    """The sandbox's page without a server: its policy names the one script by what is in it."""
    found = _SCRIPT.search(template)
    if found is None:
        raise ValueError("runner.html is not the one of this version.")
    script = GUARD + found[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = template[: found.start()] + f"<script>{script}</script>" + template[found.end() :]
    return page.replace("nonce-{{nonce}}", f"sha256-{digest}")


def publish_wheels(site: Path, folder: Path) -> None:
    """The packages that programs may import, and their list."""
    files = site / "interview" / "wheels"
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir(parents=True)
    packages: list[dict[str, Any]] = []
    if folder.is_dir():
        from .packages.shelf import Shelf

        for package in Shelf(folder).packages():
            shutil.copyfile(package.path, files / package.path.name)
            packages.append(package.json())
    (files / "index.json").write_text(json.dumps({"packages": packages}), "utf-8")


def publish_questions(site: Path, options: QuestionOptions) -> None:
    """The questions that can be loaded into interviews, in one file.

    What is wrong with a bank is told to whoever builds the site and is not in it: a sentence may
    have words of a private side.
    """
    content = asyncio.run(_questions(options))
    (site / "interview").mkdir(parents=True, exist_ok=True)
    (site / "interview" / "questions.json").write_bytes(content)


async def _questions(options: QuestionOptions) -> bytes:
    import msgspec

    from .banks.banks import STARTER, Banks

    for folder in options.question_dirs:
        if not folder.is_dir():
            raise FileNotFoundError(f"There is no bank of questions in {folder}.")
    banks = Banks(options.question_dirs, None, _log)
    found = await banks.every()
    for problem in found.problems:
        _log.warning("jupyter_interview: %s", problem)
    questions = []
    for one in found.questions:
        if one.bank == STARTER and not options.starter_questions:
            continue
        whole = await banks.question(one.bank, one.name)
        side = {"side": whole.side} if options.with_private else {}
        questions.append({"question": whole.question, **side})
    return msgspec.json.encode({"questions": questions, "problems": []})


def mend_worker(worker: Path) -> None:
    """Have JupyterLite's service worker know its setting whenever it runs."""
    if worker.exists() and ALSO_WHEN_STARTED_AGAIN not in (text := worker.read_text("utf-8")):
        worker.write_text(text + ALSO_WHEN_STARTED_AGAIN, "utf-8")


def choose_backend(config: Path) -> None:
    """Interviews live in the browser, unless the site's own configuration says otherwise."""
    content = json.loads(config.read_text("utf-8"))
    content.setdefault("jupyter-config-data", {}).setdefault("interviewBackend", "local")
    config.write_text(json.dumps(content, indent=2, sort_keys=True), "utf-8")
