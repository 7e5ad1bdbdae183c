"""What stands in `.github/` can be read, and what it names is there."""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.tables import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(
    set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
)
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
HOME = PACKAGE["homepage"]

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
each_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each step, with the job that it is of."""
    for job in read(path)["jobs"].values():
        for step in job["steps"]:
            yield job, step


def commands(path: Path) -> Iterator[list[str]]:
    """The words of each command, once for each value of the matrix."""
    for job, step in steps(path):
        matrix = job.get("strategy", {}).get("matrix", {})
        lines = step.get("run", "").splitlines()
        for name, values in matrix.items():
            mark = f"${{{{ matrix.{name} }}}}"
            lines = [line.replace(mark, value) for line in lines for value in values]
        yield from map(shlex.split, lines)


def test_PJ8_the_parts_of_the_tests_the_packages_and_the_demo_are_all_there() -> None:
    said = [" ".join(command) for path in WORKFLOWS for command in commands(path)]
    parts = re.findall(r"^  (\w+): \{$", (ROOT / "scripts/test.mjs").read_text("utf-8"), re.M)
    assert parts and {f"npm test -- {part}" for part in parts} <= set(said)
    assert "python -m build" in said
    assert "npm run demo:lite -- --build" in said


def test_PJ8_the_check_of_the_wheel_knows_that_programs_of_questions_are_no_modules() -> None:
    """Their folders and files have names that nobody can import, which it takes for a mistake."""
    found = [
        path
        for path in (ROOT / "jupyter_interview").rglob("*.py")
        if not all(part.isidentifier() for part in path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert found and all("starter_bank" in path.parts for path in found)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert "W004" in settings["check-wheel-contents"]["ignore"]


@each_workflow
def test_PJ8_a_workflow_runs_commands_of_the_repository(path: Path) -> None:
    scripts = PACKAGE["scripts"]
    for command in commands(path):
        match command:
            case ["npm", "run", name, *rest]:
                assert name in scripts
                source = (ROOT / scripts[name].split()[-1]).read_text(encoding="utf-8")
                for flag in rest[1:]:
                    assert f"'{flag}'" in source, command
            case ["npm", "test", "--", part]:
                assert re.search(rf"^  {part}: ", (ROOT / "scripts/test.mjs").read_text(), re.M)
            case ["npm", *_]:
                raise AssertionError(command)


@each_workflow
def test_PJ8_a_workflow_is_bounded_in_rights_and_time(path: Path) -> None:
    workflow = read(path)
    # YAML 1.1 reads the key "on" as true.
    assert workflow["name"] and workflow[True]
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["runs-on"] == "ubuntu-latest"
        assert job["timeout-minutes"] <= 90
    for _, step in steps(path):
        assert ("run" in step) != ("uses" in step)
        assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/x@v1"))


def test_PJ8_the_demo_is_published_from_where_it_is_built() -> None:
    [upload] = [
        step
        for _, step in steps(GITHUB / "workflows" / "pages.yml")
        if "upload-pages-artifact" in step.get("uses", "")
    ]
    source = (ROOT / "scripts/lib/lite.mjs").read_text(encoding="utf-8")
    *folders, last = upload["with"]["path"].split("/")
    assert f"inRoot({', '.join(map(repr, folders))})" in source
    assert f"site = join(home, '{last}')" in source


def test_PJ8_what_is_kept_up_to_date_is_what_there_is() -> None:
    config = read(GITHUB / "dependabot.yml")
    assert config["version"] == 2
    wanted = {"npm": "package.json", "pip": "pyproject.toml", "github-actions": ".github/workflows"}
    assert {one["package-ecosystem"] for one in config["updates"]} == set(wanted)
    for one in config["updates"]:
        assert (ROOT / one["directory"].strip("/") / wanted[one["package-ecosystem"]]).exists()
        assert one["schedule"]["interval"] in ("weekly", "monthly")
        for group in one.get("groups", {}).values():
            for pattern in group["patterns"]:
                prefix = pattern.rstrip("*")
                assert any(name.startswith(prefix) for name in PACKAGE["dependencies"]), pattern


@each_form
def test_PJ8_a_form_of_an_issue_is_one_that_github_takes(path: Path) -> None:
    form = read(path)
    assert set(form) == {"name", "description", "labels", "body"}
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert ids and len(ids) == len(set(ids))
    for field in form["body"]:
        assert field["type"] in ("markdown", "textarea", "input", "dropdown", "checkboxes")
        assert ("value" if field["type"] == "markdown" else "label") in field["attributes"]
        if field["type"] == "dropdown":
            options = field["attributes"]["options"]
            assert len(options) == len(set(options))


def test_PJ8_addresses_are_of_this_project_and_of_files_that_exist() -> None:
    assert read(GITHUB / "ISSUE_TEMPLATE" / "config.yml")["contact_links"]
    names = ("CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "CITATION.cff")
    files = [path for path in GITHUB.rglob("*") if path.is_file()] + [ROOT / name for name in names]
    found = 0
    for path in files:
        for url in re.findall(r"https://github\.com/[^\s)>\"]+", path.read_text("utf-8")):
            assert url == HOME or url.startswith(f"{HOME}/"), (path, url)
            inner = url.removeprefix(HOME).removeprefix("/")
            if inner.startswith("blob/main/"):
                assert (ROOT / inner.removeprefix("blob/main/")).is_file(), url
            else:
                assert inner in ("", "issues", "security/advisories/new"), url
            found += 1
    assert found
