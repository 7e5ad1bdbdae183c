"""What is shipped: one version, a lock without hosts, and a wheel that works once installed.

The wheel is made from the source distribution, and that from the tree as it is built now, so
nothing is compiled here: `npm test` has done it. The wheel then goes, alone, into a new environment
that can import this one's libraries but not this one's installation of the project.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import trove_classifiers
import yaml

import jupyter_interview
from jupyter_interview.questions.shape import SCHEMAS

ROOT = Path(__file__).parent.parent
LABEXTENSION = "share/jupyter/labextensions/jupyter-interview"


def read(path: str) -> Any:
    text = (ROOT / path).read_text(encoding="utf-8")
    return yaml.safe_load(text) if path.endswith(".yaml") else json.loads(text)


def versions() -> Iterator[tuple[str, str]]:
    yield "package.json", read("package.json")["version"]
    yield "package-lock.json", read("package-lock.json")["version"]
    yield "package-lock.json, own entry", read("package-lock.json")["packages"][""]["version"]
    yield (
        "pyproject.toml",
        tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"],
    )
    yield "__version__", jupyter_interview.__version__
    yield "installed distribution", version("jupyter_interview")
    yield "built extension", read("jupyter_interview/labextension/package.json")["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    yield "CITATION.cff", citation["version"]
    yield "openapi.yaml", read("openapi/openapi.yaml")["info"]["version"]
    yield "asyncapi.yaml", read("openapi/asyncapi.yaml")["info"]["version"]
    changelog = (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+\S*?)\]?(\s|$)", changelog, re.MULTILINE)
    yield "newest heading of changelog.md", newest[1] if newest else "none"


def test_there_is_one_version() -> None:
    """PJ3"""
    assert dict(versions()) == dict.fromkeys(dict(versions()), jupyter_interview.__version__)


def project() -> dict[str, Any]:
    loaded = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ours: dict[str, Any] = loaded["project"]
    return ours


def test_PJ7_an_index_knows_the_classifiers() -> None:
    ours = project()["classifiers"]
    assert set(ours) <= trove_classifiers.classifiers
    assert len(ours) == len(set(ours))
    assert "Typing :: Typed" in ours


def test_PJ7_addresses_of_the_project_are_of_one_repository_and_of_files_that_exist() -> None:
    urls = project()["urls"]
    home = urls["Homepage"]
    node = read("package.json")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {urls["Repository"], node["repository"]["url"]} == {f"{home}.git"}
    assert {node["homepage"], citation["repository-code"]} == {home}
    assert {urls["Bug Tracker"], node["bugs"]["url"]} == {f"{home}/issues"}
    for name in ("Changelog", "Documentation"):
        assert (ROOT / urls[name].removeprefix(f"{home}/blob/main/")).is_file(), name


def test_PJ7_the_citation_says_what_is_cited() -> None:
    """What the schema of CFF 1.2.0 asks for, and the words that the package says of itself."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"] and citation["title"].startswith(project()["name"])
    assert citation["authors"] == project()["authors"]
    assert set(citation["keywords"]) <= set(project()["keywords"])


def test_PJ7_types_come_with_the_package(names: set[str]) -> None:
    assert "jupyter_interview/py.typed" in names


def test_the_lock_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert not re.search(r"https?://[^\"/]*(registry|npmjs|yarnpkg)", lock)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT))
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment with the wheel in it."""
    home = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", str(home))
    fresh = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", str(fresh), "install", "--no-deps", str(wheel))
    purelib = run(str(fresh), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    # A .pth inside a folder that a .pth names is not read, so our editable install stays unseen.
    Path(purelib.strip(), "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return fresh


def run(*command: str) -> str:
    env = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")}
    done = subprocess.run(
        command,
        env=env | {"PYTHONWARNINGS": "default", "NO_COLOR": "1"},
        cwd="/",
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)


def test_the_wheel_holds_the_built_extension(names: set[str]) -> None:
    data = f"jupyter_interview-{jupyter_interview.__version__}.data/data"
    shared = {name.removeprefix(f"{data}/") for name in names if name.startswith(data)}
    assert f"{LABEXTENSION}/package.json" in shared
    assert f"{LABEXTENSION}/install.json" in shared
    assert f"{LABEXTENSION}/static/style.js" in shared
    assert "etc/jupyter/jupyter_server_config.d/jupyter_interview.json" in shared

    entry = read("jupyter_interview/labextension/package.json")["jupyterlab"]["_build"]["load"]
    assert f"{LABEXTENSION}/{entry}" in shared


def test_the_wheel_holds_the_guest_page_the_player_and_the_runner(names: set[str]) -> None:
    guest = read("jupyter_interview/static/guest/manifest.json")
    for name in ["manifest.json", guest["js"], guest["css"], *guest["preload"]]:
        assert f"jupyter_interview/static/guest/{name}" in names
    for name in ("player.js", "player.css", "LICENSES.txt"):
        assert f"jupyter_interview/static/player/{name}" in names
    built = ROOT / "jupyter_interview" / "static" / "runner"
    runner = {str(path.relative_to(ROOT)) for path in built.rglob("*") if path.is_file()}
    assert runner and runner <= names


@pytest.fixture(scope="module")
def copy(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The source distribution that the wheel was made of, unpacked; nobody has touched it.

    It goes at the end: the secrets of its examples are not those of a server.
    """
    (archive,) = wheel.parent.glob("*.tar.gz")
    home = tmp_path_factory.mktemp("sources")
    with tarfile.open(archive) as sources:
        sources.extractall(home, filter="data")
    (unpacked,) = home.iterdir()
    yield unpacked
    shutil.rmtree(home)


def packed(copy: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """What `pip install .` does, where there is no npm."""
    command = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(copy)]
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PATH": "/nowhere", "NO_COLOR": "1"},
        cwd="/",
        text=True,
        capture_output=True,
        check=False,
    )


def test_PJ4_what_was_built_from_these_sources_is_packed_as_it_is(
    copy: Path, tmp_path: Path
) -> None:
    done = packed(copy, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "change",
    ("labextension/src/index.ts", "labextension/style/base.css", "package-lock.json"),
)
def test_PJ4_a_front_end_of_other_sources_is_not_packed(
    copy: Path, tmp_path: Path, change: str
) -> None:
    path = copy / change
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    try:
        done = packed(copy, tmp_path)
    finally:
        path.write_bytes(before)
    assert done.returncode != 0
    assert "The front end has to be built from the sources" in done.stdout + done.stderr
    assert not list(tmp_path.iterdir())


def test_QU16_the_wheel_holds_the_starter_bank_with_its_private_side(names: set[str]) -> None:
    bank = ROOT / "jupyter_interview" / "questions" / "starter_bank"
    files = {str(path.relative_to(ROOT)) for path in bank.rglob("*") if path.is_file()}
    assert files <= names and any("/private/" in name for name in files)
    schemas = "jupyter_interview/questions/schemas"
    assert {f"{schemas}/{name}.schema.json" for name in SCHEMAS} <= names


def test_the_wheel_holds_nothing_else(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    stem = f"jupyter_interview-{jupyter_interview.__version__}"
    assert tops == {"jupyter_interview", f"{stem}.data", f"{stem}.dist-info"}
    questions = "jupyter_interview/questions/starter_bank/"
    others = [name for name in names if not name.startswith(questions)]
    assert not [name for name in others if name.endswith((".ts", ".tsx", ".tsbuildinfo"))]
    assert not [name for name in names if name.startswith("jupyter_interview/labextension/")]


LINKED = {
    rb"deflate 1\.\d": "zlib",
    rb"jseward@bzip\.org": "bzip2",
    rb"liblzma": "liblzma",
    rb"zstd compression": "Zstandard",
    rb"SQLite ": "SQLite",
    rb"expat_\d": "Expat",
    rb"libmpdec/": "libmpdec",
    rb"_ctypes": "libffi",
    rb"Hacl_": "HACL*",
    rb"mimalloc: ": "mimalloc",
    rb"__cxa_|itanium_demangle": "compiler-rt",
}
"""What shows that a library is linked into the WebAssembly, and the heading of its licence."""
OURS = ("Emscripten", "musl", "Mozilla Public License 2.0", "Python", "Apache License 2.0")


def test_PJ6_what_the_webassembly_is_made_of_has_its_licence_beside_it() -> None:
    runner = ROOT / "jupyter_interview" / "static" / "runner"
    (wasm,) = runner.glob("pyodide.asm.*.wasm.gz")
    code = gzip.decompress(wasm.read_bytes())
    sections = re.split(r"^## ", (runner / "LICENSES.txt").read_text("utf-8"), flags=re.MULTILINE)
    for trace, name in LINKED.items():
        assert re.search(trace, code), name
    for name in (*LINKED.values(), *OURS):
        assert [one for one in sections if one.startswith(name) and len(one) > 200], name


def test_PJ6_the_licence_expression_names_every_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (info,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(info).decode()
        licences = [name for name in archive.namelist() if ".dist-info/licenses/" in name]
    assert len(licences) == 6, licences
    (expression,) = re.findall(r"^License-Expression: (.*)$", metadata, re.MULTILINE)
    known = set(expression.split(" AND "))
    static = ROOT / "jupyter_interview" / "static"
    named: set[str] = set()
    for part in ("guest", "player", "runner"):
        text = (static / part / "LICENSES.txt").read_text("utf-8")
        sections = re.findall(r"^## (\S+) \S+ \(([^)]*)\)\n\n(.)?", text, re.MULTILINE)
        assert sections and all(begins for _, _, begins in sections), part
        named |= {licence for _, licence, _ in sections}
    built = read("jupyter_interview/labextension/static/third-party-licenses.json")
    named |= {package["licenseId"] for package in built["packages"]}
    assert named <= known, named - known


def test_the_wheel_brings_jupyterlab(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        asked = archive.read(metadata).decode().splitlines()
    assert "Requires-Dist: jupyterlab<5,>=4.6" in asked


def test_jupyterlab_lists_the_installed_wheel(python: Path) -> None:
    """PJ3"""
    listed = run(str(python), "-m", "jupyterlab.labextensions", "list")
    ours = [line.split() for line in listed.splitlines() if "jupyter-interview" in line]
    expected = ["jupyter-interview", f"v{jupyter_interview.__version__}", "enabled", "OK"]
    assert [line[:4] for line in ours] == [expected], listed
    assert "(python, jupyter_interview)" in listed


def test_the_server_lists_the_installed_wheel(python: Path) -> None:
    """PJ3"""
    where = run(str(python), "-c", "import jupyter_interview as it; print(it.__file__)")
    assert Path(where.strip()).is_relative_to(python.parent.parent)

    listed = run(str(python), "-m", "jupyter_server.extension.serverextension", "list")
    assert re.search(r"jupyter_interview enabled$", listed, re.MULTILINE), listed
    assert re.search(rf"jupyter_interview {jupyter_interview.__version__} OK$", listed, re.M), (
        listed
    )
