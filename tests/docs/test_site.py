"""The documents as a site: `docs/myst.yml` has all pages, and MyST builds them without a network.

Only the theme comes from elsewhere. Here a folder without anything stands in its place, so what is
built is what a theme would draw.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.tables import ROOT

DOCS = ROOT / "docs"
CONFIG = "myst.yml"


def pages(entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        if "file" in entry:
            yield entry["file"]
        if "pattern" in entry:
            yield from (str(path.relative_to(DOCS)) for path in DOCS.glob(entry["pattern"]))
        yield from pages(entry.get("children", []))


def listed() -> list[str]:
    config = yaml.safe_load((DOCS / CONFIG).read_text(encoding="utf-8"))
    return sorted(pages(config["project"]["toc"]))


def test_PJ11_the_table_of_contents_has_every_page_once() -> None:
    assert listed() == sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """The documents and what they point at, in a folder where a site may be built.

    It goes at the end: the secrets of its examples are not those of a server.
    """
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, found.split("\0")):
        if not name.startswith(("labextension/", "tests/")) and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    theme = tmp_path / "docs" / "theme"
    theme.mkdir()
    (theme / "template.yml").write_text("jtex: v1\ntitle: No theme\n")
    config = tmp_path / "docs" / CONFIG
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub("template: .*", "template: ./theme", text), encoding="utf-8")
    yield tmp_path / "docs"
    shutil.rmtree(tmp_path)


def test_PJ11_the_site_is_built_of_these_pages_and_every_link_leads_somewhere(copy: Path) -> None:
    done = subprocess.run(
        [ROOT / "node_modules" / ".bin" / "myst", "build", "--site"],
        cwd=copy,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "⛔" not in done.stdout, done.stdout
    built = [json.loads(path.read_text()) for path in (copy / "_build/site/content").glob("*.json")]
    assert sorted(page["location"].lstrip("/") for page in built) == listed()
