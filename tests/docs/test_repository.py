"""The repository is nobody's machine: no registry's host and no path of its authors."""

import re
import subprocess

from tests.docs.tables import ROOT

PRIVATE = re.compile(
    r"registry\.(?:npmjs|yarnpkg|npmmirror)"
    r"|files\.pythonhosted|pypi\.org/simple"
    r"|(?<![\w.@-])/(?:work|root|home|Users)/\w"
)
HOMES = re.compile(r"/home/(?:pyodide|sandbox)\b")
"""The home folders inside the sandbox."""


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]
    assert "README.md" in names
    found = {
        name: match.group()
        for name in names
        for match in PRIVATE.finditer(
            HOMES.sub("", (ROOT / name).read_bytes().decode("utf-8", "ignore"))
        )
    }
    assert found == {}
