"""The repository is nobody's machine: no registry's host and no path of its authors."""

import re
import subprocess

from tests.docs.tables import DOCUMENTS, ROOT

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


def test_PJ5_documents_install_from_a_clone_until_there_is_a_release() -> None:
    """The name is nobody's yet in the index, so what it brings there could be anybody's."""
    for path in DOCUMENTS:
        found = re.search(
            r"pip install [^\n`]*\bjupyter_interview\b(?!==)", path.read_text("utf-8")
        )
        assert path.name == "API_REST.md" or found is None, (path, found)
