"""Banks for tests, with questions of the starter bank in them."""

import shutil
from pathlib import Path

from jupyter_interview.questions.bank import starter_bank

CANARY = "canary"
MODEL = "alone-in-the-workshop"


def make_bank(folder: Path, *names: str, about: str | None = "license: CC0-1.0\n") -> Path:
    """A bank with copies of these questions."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copytree(starter_bank() / name, folder / name)
    if about is not None:
        (folder / "bank.yaml").write_text(about, "utf-8")
    return folder


def put_canaries(question: Path) -> None:
    """Write a word into everything that is private in a copy of MODEL."""
    for path in sorted((question / "private").rglob("*")):
        if path.suffix in (".py", ".js", ".ts", ".md"):
            first, _, rest = path.read_text("utf-8").partition("\n")
            mark = "//" if path.suffix in (".js", ".ts") else "#"
            path.write_text(f"{first}\n{mark} {CANARY}-{path.name}\n{rest}", "utf-8")
    _replace(question / "private" / "tests.yaml", "name: comes back", f"name: {CANARY} case")
    _replace(question / "private" / "tests.yaml", "[5, Bo, out]", f"[5, {CANARY}-value, out]")
    _replace(question / "private" / "rubric.yaml", "Asks before coding", f"{CANARY} criterion")
    outside = question / "private" / "outside"
    outside.mkdir()
    (outside / "canary.test.js").write_text(_OUTSIDE, "utf-8")
    wrong = question / "private" / "wrong" / "first-and-last.py"
    _replace(wrong, "comes back", f"{CANARY} case")


_OUTSIDE = f"""\
// feedback: {CANARY} feedback
test('{CANARY} outside', async () => {{
  const log = [[10, '{CANARY}-value', 'in'], [25, '{CANARY}-value', 'out']];
  assert.equal(await solution.aloneMinutes(log, 60), 15);
}});
"""


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path.name, old)
    path.write_text(text.replace(old, new), "utf-8")
