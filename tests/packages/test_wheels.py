"""SB8: which packages programs can import, and how they get onto the server."""

import json
import logging
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.packages.catalogue import Catalogue
from jupyter_interview.packages.distribution import LOCK
from jupyter_interview.packages.shelf import Shelf
from jupyter_interview.packages.wheels import NotForTheSandbox, read_wheel
from tests.wheels import make_wheel

NATIVE = "cp314-cp314-pyemscripten_2026_0_wasm32"
LOG = logging.getLogger("test")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with three packages, of which one needs another, and one is there twice."""
    folder = tmp_path / "source"
    make_wheel(folder, "leaf", {"leaf.py": "VALUE = 1"}, version="1.0")
    make_wheel(folder, "leaf", {"leaf.py": "VALUE = 2"}, version="2.0")
    make_wheel(folder, "tree", {"tree/__init__.py": "", "tree/_c.txt": ""}, ["leaf>=1"])
    make_wheel(folder, "other", {"other.py": ""})
    return folder


def add(source: Path, shelf: Path, *names: str) -> int:
    return main(["wheels", "add", "--dir", str(shelf), "--from", str(source), *names])


def test_SB8_a_package_is_added_with_what_it_needs(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = tmp_path / "shelf"
    assert add(source, shelf, "tree") == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["added leaf 2.0", "added tree 1.0"]
    assert main(["wheels", "list", "--dir", str(shelf)]) == 0
    assert capsys.readouterr().out == "leaf 2.0  import leaf\ntree 1.0  import tree\n"
    assert main(["wheels", "remove", "--dir", str(shelf), "Leaf", "never"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("removed leaf 2.0\n", "There is no package never.\n")
    assert [package.name for package in Shelf(shelf).packages()] == ["tree"]


def test_SB8_another_version_takes_the_place_of_the_first(source: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    assert add(source, shelf, "leaf==1.0") == 0
    assert add(source, shelf, "leaf") == 0
    assert [path.name for path in shelf.iterdir()] == ["leaf-2.0-py3-none-any.whl"]
    assert add(source, shelf, "leaf==1.0") == 0
    assert [package.version for package in Shelf(shelf).packages()] == ["1.0"]


def test_SB8_what_cannot_be_had_is_told_and_nothing_is_added(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = tmp_path / "shelf"
    assert add(source, shelf, "other", "nowhere") == 1
    assert "nowhere" in capsys.readouterr().err
    assert add(tmp_path / "typo", shelf, "other") == 1
    assert f"There is no folder {tmp_path / 'typo'}." in capsys.readouterr().err
    assert not shelf.exists()


def test_SB8_only_wheels_for_the_sandbox_are_taken(tmp_path: Path) -> None:
    native = make_wheel(
        tmp_path,
        "fast",
        {"fast.cpython-314-wasm32-emscripten.so": "", "fast.libs/x.so": "", "deep/a/b.py": ""},
        ['a; sys_platform == "emscripten"', 'b; sys_platform == "win32"', 'c; extra == "x"', "D_d"],
        tag=NATIVE,
    )
    package = read_wheel(native)
    assert (package.modules, package.depends) == (("deep", "fast"), ("a", "d-d"))
    linux = make_wheel(tmp_path, "fast", {}, tag="cp314-cp314-manylinux_2_17_x86_64")
    odd = tmp_path / "odd.whl"
    odd.write_bytes(b"")
    broken = tmp_path / "broken-1.0-py3-none-any.whl"
    broken.write_bytes(b"not a zip")
    for path in (linux, odd, broken):
        with pytest.raises(NotForTheSandbox, match=path.name):
            read_wheel(path)
    assert [found.path for found in Shelf(tmp_path).packages()] == [native]


def test_SB8_a_whole_pyodide_is_under_the_shelf(
    source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder, shelf = tmp_path / "pyodide", Shelf(tmp_path / "shelf")
    big = make_wheel(folder, "big", {"big.py": ""})
    make_wheel(folder, "leaf", {"leaf.py": ""}, version="0.5")
    entries = {
        name: {
            "name": name,
            "version": "0.5",
            "file_name": file,
            "imports": [name],
            "depends": depends,
        }
        for name, file, depends in [
            ("big", big.name, ["leaf"]),
            ("leaf", "leaf-0.5-py3-none-any.whl", []),
            ("absent", "absent-1.0-py3-none-any.whl", []),
            ("outside", f"../source/{next(source.glob('other*')).name}", []),
        ]
    }
    lock = {"info": {"abi_version": "2026_0"}, "packages": entries}
    (folder / LOCK).write_text(json.dumps(lock))
    shelf.put(source / "leaf-2.0-py3-none-any.whl")
    catalogue = Catalogue(shelf, folder, LOG)
    index = catalogue.index()["packages"]
    assert [(entry["name"], entry["version"]) for entry in index] == [
        ("big", "0.5"),
        ("leaf", "2.0"),
    ]
    assert index[0]["depends"] == ["leaf"] and index[0]["size"] == big.stat().st_size
    assert catalogue.file(big.name) == big
    assert catalogue.file(LOCK) is None
    assert catalogue.file("leaf-0.5-py3-none-any.whl") is None

    (folder / LOCK).write_text(json.dumps({**lock, "info": {"abi_version": "2025_0"}}))
    assert [p.name for p in Catalogue(shelf, folder, LOG).packages()] == ["leaf"]
    assert "2025_0" in caplog.text
