"""PJ2: no two modules of the front end import each other, by whatever detour.

Which folder may import which is the linter's (labextension/layers.mjs). Its rule against circles
passes over imports of types alone, so circles are looked for here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "labextension" / "src"
MODULES = sorted(p for p in SOURCE.rglob("*.ts*") if ".spec." not in p.name)

_IMPORT = re.compile(r"(?:from|import)\s*\(?\s*'(\.[^']+)'")


def imported(path: Path) -> Iterator[Path]:
    """The modules of ours that a module imports, types and lazy ones too."""
    for name in _IMPORT.findall(path.read_text("utf-8")):
        target = (path.parent / name).resolve()
        places = [target, *(target.with_name(target.name + end) for end in (".ts", ".tsx"))]
        places += [target / "index.ts"]
        found = [place for place in places if place.is_file()]
        if found and found[0].suffix in (".ts", ".tsx"):
            yield found[0]


def test_PJ2_nothing_imports_itself_by_a_detour() -> None:
    arrows = {path: set(imported(path)) for path in MODULES}
    assert sum(map(len, arrows.values())) > len(MODULES)
    while leaves := [path for path, targets in arrows.items() if not targets & arrows.keys()]:
        for path in leaves:
            del arrows[path]
    assert sorted(str(path.relative_to(SOURCE)) for path in arrows) == []
