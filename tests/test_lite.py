"""What the addon of JupyterLite adds to a site; `tests/ui/test_lite.py` opens one."""

import base64
import hashlib
import json
import re
import subprocess
import types
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.lite import ALSO_WHEN_STARTED_AGAIN, GUARD, InterviewAddon, static_page
from jupyter_interview.questions.bank import starter_bank
from tests.wheels import make_wheel


def build(site: Path, source: Path, **options: object) -> None:
    """As JupyterLite does: every task of the hook in its order."""
    (site / "jupyter-lite.json").write_text(json.dumps({"jupyter-config-data": {"appName": "X"}}))
    config = {"InterviewAddon": options}
    manager = types.SimpleNamespace(output_dir=site, lite_dir=source, config=config)
    for task in InterviewAddon(manager=manager).post_build(manager):
        for work, args in task["actions"]:
            work(*args)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def test_jupyterlite_finds_the_addon() -> None:
    """LT5"""
    [found] = [
        point for point in entry_points(group="jupyterlite.addon.v0") if "interview" in point.name
    ]
    assert found.load() is InterviewAddon


def test_the_files_of_the_sandbox_are_those_of_its_manifest(site: Path, tmp_path: Path) -> None:
    """LT5: unpacked, because static hosts send files as they are."""
    build(site, tmp_path)
    files = site / "interview" / "static" / "runner"
    manifest = json.loads((files / "manifest.json").read_text())
    assert manifest["files"]
    for entry in manifest["files"]:
        assert (files / entry["file"]).stat().st_size == entry["size"]
    assert not list(files.glob("*.gz"))


def test_the_policy_names_the_one_script_by_its_hash(site: Path, tmp_path: Path) -> None:
    """LT6"""
    build(site, tmp_path)
    page = (site / "interview" / "runner.html").read_text()
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script.startswith(GUARD)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}' blob: 'wasm-unsafe-eval'" in page
    assert "nonce" not in page.split("<script>")[0]
    with pytest.raises(ValueError, match="not the one of this version"):
        static_page("<html></html>")


def test_the_worker_knows_its_setting_whenever_it_is_started(site: Path, tmp_path: Path) -> None:
    """LT16: tests/ui/test_lite.py stops a real one."""
    build(site, tmp_path)
    assert not (site / "service-worker.js").exists()
    (site / "service-worker.js").write_text("let enableCache=!1")
    for _twice in range(2):
        build(site, tmp_path)
    text = (site / "service-worker.js").read_text()
    assert text == "let enableCache=!1" + ALSO_WHEN_STARTED_AGAIN
    for address, kept in [("?enableCache=true", "true"), ("?enableCache=false", "false")]:
        where = f"const location = {{ href: 'https://x/{address}' }};"
        shown = subprocess.run(
            ["node", "-e", f"{where}\n{text}\nconsole.log(enableCache)"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert shown.stdout.strip() == kept


def test_a_sites_own_configuration_stays(site: Path, tmp_path: Path) -> None:
    """LT5"""
    for _twice in range(2):
        build(site, tmp_path)
        data = json.loads((site / "jupyter-lite.json").read_text())["jupyter-config-data"]
        assert data == {"appName": "X", "interviewBackend": "local"}


def test_wheels_beside_the_configuration_are_packages_of_the_site(
    site: Path, tmp_path: Path
) -> None:
    """SB8"""
    make_wheel(tmp_path / "interview-wheels", "greeting", {"greeting/__init__.py": "HELLO = 1\n"})
    build(site, tmp_path)
    [listed] = json.loads((site / "interview" / "wheels" / "index.json").read_text())["packages"]
    assert listed["name"] == "greeting" and listed["modules"] == ["greeting"]
    assert (site / "interview" / "wheels" / listed["file"]).is_file()


SECRET = "zwetschge"
"""Stands in every file of a folder ``private``, and nowhere else."""


def make_bank(bank: Path, name: str = "double-it") -> None:
    """A bank with one question whose private side says a word everywhere."""
    hidden = f"cases:\n- name: {SECRET}\n  call: double\n  args: [2]\n  returns: 4\n"
    files = {
        "question.yaml": "format: 1\ntitle: Double it\nkind: algorithm\nlevel: junior\nminutes: 5\n"
        "license: CC0-1.0\n",
        "statement.md": "Give back twice the number.\n",
        "tests.yaml": "cases:\n- name: one\n  call: double\n  args: [1]\n  returns: 2\n",
        "starter/solution.py": "def double(number):\n    pass\n",
        "private/tests.yaml": hidden,
        "private/solution.py": f"def double(number):\n    return 2 * number  # {SECRET}\n",
        "private/wrong/one.py": f"# fails: {SECRET}\ndef double(number):\n    return 2\n",
        "private/rubric.yaml": f"criteria:\n- name: {SECRET}\n  levels: [{SECRET}, good]\n",
        "private/notes.md": f"{SECRET}\n",
        "private/outside/test_two.py": f"def test_two():\n    pass  # {SECRET}\n",
    }
    for path, text in files.items():
        (bank / name / path).parent.mkdir(parents=True, exist_ok=True)
        (bank / name / path).write_text(text, "utf-8")


def questions_of(site: Path) -> list[dict[str, Any]]:
    content = json.loads((site / "interview" / "questions.json").read_text("utf-8"))
    assert content["problems"] == []
    questions: list[dict[str, Any]] = content["questions"]
    return questions


def names_of(site: Path) -> list[tuple[str, str]]:
    return [(one["question"]["bank"], one["question"]["name"]) for one in questions_of(site)]


def test_a_site_has_the_starter_bank_without_private_sides(site: Path, tmp_path: Path) -> None:
    """QU29"""
    build(site, tmp_path)
    told = questions_of(site)
    assert len(told) == len(list(starter_bank().glob("*/question.yaml")))
    assert all(set(one) == {"question"} for one in told)
    assert all(one["question"]["statement"] for one in told)
    text = (site / "interview" / "questions.json").read_text("utf-8")
    public = json.dumps([path.read_text("utf-8") for path in _texts_of_starters(private=False)])
    secret = [path.read_text("utf-8").splitlines() for path in _texts_of_starters(private=True)]
    lines = {json.dumps(line.strip())[1:-1] for lines in secret for line in lines}
    own = [line for line in lines if len(line) > 40 and line not in public]
    assert len(own) > 100
    assert not [line for line in own if line in text]


def _texts_of_starters(private: bool) -> list[Path]:
    """The files of the questions that come with the package, of one side."""
    texts = {".py", ".js", ".ts", ".md", ".yaml", ".csv", ".json", ".sql", ".txt"}
    return [
        path
        for path in starter_bank().rglob("*")
        if path.suffix in texts and ("private" in path.parts) is private
    ]


def test_nothing_private_is_in_a_site_unless_it_is_said(
    site: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """QU29: also where something is wrong with a private side, which is told to the builder."""
    make_bank(tmp_path / "interview-questions")
    make_bank(tmp_path / "interview-questions", "broken")
    (tmp_path / "interview-questions" / "broken" / "private" / "tests.yaml").write_text(
        f"cases:\n- {SECRET}: 1\n"
    )
    build(site, tmp_path, starter_questions=False)
    assert names_of(site) == [("interview-questions", "double-it")]
    for path in (path for path in site.rglob("*") if path.is_file()):
        assert SECRET.encode() not in path.read_bytes(), path
    assert "interview-questions/broken" in caplog.text


def test_a_site_is_built_with_private_sides_where_that_is_said(site: Path, tmp_path: Path) -> None:
    """QU29"""
    make_bank(tmp_path / "banks" / "kitchen")
    options = {"question_dirs": ["banks/kitchen"], "starter_questions": False}
    build(site, tmp_path, **options, with_private=True)
    [told] = questions_of(site)
    assert told["side"]["notes"] == f"{SECRET}\n"
    assert [case["name"] for case in told["side"]["cases"]] == [SECRET, "two"]
    assert list(told["side"]["outside"]) == ["test_two.py"]
    build(site, tmp_path, **options)
    assert SECRET not in (site / "interview" / "questions.json").read_text("utf-8")


def test_a_bank_that_is_not_there_stops_the_build(site: Path, tmp_path: Path) -> None:
    """QU29"""
    with pytest.raises(FileNotFoundError, match="no bank of questions in .*nowhere"):
        build(site, tmp_path, question_dirs="nowhere")
