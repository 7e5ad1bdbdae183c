"""PJ2: the front end's imports point one way too, and no two of its modules import each other."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "labextension" / "src"
MODULES = sorted(p for p in SOURCE.rglob("*.ts*") if ".spec." not in p.name)

MAY_IMPORT: dict[str, set[str]] = {
    "runner": set(),
    "contract": set(),
    "model": {"contract", "runner"},
    "backends": {"contract", "model"},
    "ui": set(),
    "features": {"contract", "model", "runner", "ui"},
    "shells": {"backends", "contract", "features", "model", "runner", "ui"},
    "index": {"shells"},
}
"""By the first part of a module's path; within a part anything goes but a circle."""

_IMPORT = re.compile(r"(?:from|import)\s*\(?\s*'(\.[^']+)'")


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].split(".")[0]


def imported(path: Path) -> Iterator[Path]:
    """The modules of ours that a module imports, types and lazy ones too."""
    for name in _IMPORT.findall(path.read_text("utf-8")):
        target = (path.parent / name).resolve()
        places = [target, *(target.with_name(target.name + end) for end in (".ts", ".tsx"))]
        places += [target / "index.ts"]
        found = [place for place in places if place.is_file()]
        if found and found[0].suffix in (".ts", ".tsx"):
            yield found[0]


def ids(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_PJ2_imports_point_one_way(path: Path) -> None:
    reached = {part_of(other) for other in imported(path)}
    assert reached - MAY_IMPORT[part_of(path)] - {part_of(path)} == set()


def test_PJ2_nothing_imports_itself_by_a_detour() -> None:
    arrows = {path: set(imported(path)) for path in MODULES}
    while leaves := [path for path, targets in arrows.items() if not targets & arrows.keys()]:
        for path in leaves:
            del arrows[path]
    assert sorted(map(ids, arrows)) == []
