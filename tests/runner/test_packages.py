"""SB8, SB13: programs import the packages of their site, and are told how to have others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from jupyter_interview.cli import main
from tests.runner.site import Site
from tests.wheels import NATIVE, SEEN_NATIVE, USE_NATIVE, make_wheel

USE = """
import tree.branch as branch
def later():
    from leaf import VALUE
    return VALUE
print(branch.NAME, later())
"""


@pytest.fixture
def page(chromium: Browser, site: Site, tmp_path: Path) -> Iterator[Page]:
    """A page of a site that got a package and its dependency from a folder, offline."""
    source, shelf = tmp_path / "source", tmp_path / "shelf"
    make_wheel(source, "leaf", {"leaf.py": "VALUE = 42"})
    make_wheel(source, "unused", {"unused.py": "raise SystemExit"})
    files = {"tree/__init__.py": "import leaf", "tree/branch.py": "NAME = __name__"}
    make_wheel(source, "tree", files, ["leaf"])
    command = ["wheels", "add", "--dir", str(shelf), "--from", str(source), "tree", "unused"]
    assert main(command) == 0
    site.shelve(shelf)
    page = chromium.new_context().new_page()
    page.goto(site.url)
    yield page
    page.close()
    site.shelve(None)


def test_SB8_a_program_gets_the_packages_it_imports_and_no_others(page: Page, site: Site) -> None:
    before = len(site.requests)
    outcome = page.evaluate("code => run('python', code)", USE)
    assert outcome["error"] is None
    assert outcome["stdout"] == "tree.branch 42\n"
    asked = [line.split()[1] for line in site.requests[before:] if "/wheels/" in line]
    assert sorted(asked) == [
        "/wheels/index.json",
        "/wheels/leaf-1.0-py3-none-any.whl",
        "/wheels/tree-1.0-py3-none-any.whl",
    ]
    statuses = page.evaluate("statuses")
    assert "python loading" in " ".join(statuses[-4:]), "nobody was told that packages are loaded"
    assert page.evaluate("run('python', 'print(1)')")["stdout"] == "1\n"


def test_SB13_a_package_that_is_not_there_is_explained(page: Page) -> None:
    outcome = page.evaluate("run('python', 'import sklearn.svm')")
    assert outcome["state"] == "error"
    assert outcome["error"].endswith(
        "sklearn is not available in this interview. Whoever runs the Jupyter server can provide "
        "scikit-learn with a Pyodide distribution, which c.InterviewApp.pyodide_dir names."
    )
    outcome = page.evaluate("run('python', 'import tree.nothing')")
    assert outcome["error"].endswith("ModuleNotFoundError: No module named 'tree.nothing'")


def test_SB8_a_wheel_that_cannot_be_had_is_told(page: Page) -> None:
    page.route("**/tree-1.0*", lambda route: route.fulfill(status=500))
    outcome = page.evaluate("run('python', 'import tree')")
    assert "A package could not be loaded: tree-1.0" in outcome["stderr"]
    assert "No module named 'tree'" in outcome["error"]


def test_SB8_a_package_with_compiled_code_works_like_any_other(
    chromium: Browser, site: Site, tmp_path: Path
) -> None:
    """tests/runs/test_engine.py does the same on the server."""
    shelf = tmp_path / "shelf"
    assert main(["wheels", "add", "--dir", str(shelf), "--from", str(NATIVE), "msgpack"]) == 0
    site.shelve(shelf)
    page = chromium.new_context().new_page()
    page.goto(site.url)
    outcome = page.evaluate("code => run('python', code)", USE_NATIVE)
    page.close()
    site.shelve(None)
    assert (outcome["error"], outcome["stdout"]) == (None, SEEN_NATIVE)
