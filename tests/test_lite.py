"""What the addon of JupyterLite adds to a site; `tests/ui/test_lite.py` opens one."""

import base64
import hashlib
import json
import re
import subprocess
import types
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from jupyter_interview.lite import ALSO_WHEN_STARTED_AGAIN, GUARD, InterviewAddon, static_page
from tests.wheels import make_wheel


def build(site: Path, source: Path) -> None:
    """As JupyterLite does: every task of the hook in its order."""
    (site / "jupyter-lite.json").write_text(json.dumps({"jupyter-config-data": {"appName": "X"}}))
    manager = types.SimpleNamespace(output_dir=site, lite_dir=source)
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
