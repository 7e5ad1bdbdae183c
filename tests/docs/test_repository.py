"""The repository is nobody's machine: no registry's host and no path of its authors."""

import re
import subprocess
import tomllib

from PIL import Image

from tests.docs.tables import DOCUMENTS, ROOT, read

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


def test_PJ5_a_page_that_installs_says_that_it_is_in_a_clone() -> None:
    """Somebody may come to any page first, and has to know where the dot leads."""
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        first = re.search(r"pip install (?:\S+ )?'?\.(?=[\['`\s])", text)
        if first is not None and path.name != "changelog.md":
            assert "clone" in text[max(0, first.start() - 200) : first.end() + 60], path.name


def test_PJ10_the_readme_begins_with_what_it_is_for_whom_and_a_picture() -> None:
    beginning = read("README.md").split("\n## ")[0]
    assert "for people who interview and for the people they talk to" in beginning
    assert "#installing-into-your-jupyter" in beginning
    films = re.findall(r'src="([^"]+)"', beginning)
    assert films
    for film in films:
        assert (ROOT / film).stat().st_size < 1_000_000
        with Image.open(ROOT / film) as image:
            assert getattr(image, "n_frames", 1) > 10
    # Who has asked their system for less motion gets a picture that stands still.
    pictures = re.findall(r"<picture>.*?</picture>", beginning, re.S)
    assert len(pictures) == len(films)
    assert all("prefers-reduced-motion: reduce" in picture for picture in pictures)


def test_PJ10_the_readme_says_how_to_have_it_and_how_to_take_it_away() -> None:
    installing = read("README.md").split("## Installing into your Jupyter")[1].split("\n## ")[0]
    assert "pip install ." in installing and "by its name, `jupyter_interview`" in installing
    assert "pip uninstall jupyter_interview" in installing


def test_PJ10_the_readme_says_what_needs_an_extra() -> None:
    readme = read("README.md")
    installing = readme.split("## Installing into your Jupyter")[1].split("\n## ")[0]
    table = installing.split("| extra | for |")[1].split("\n\n")[0]
    extras = set(tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"])
    assert set(re.findall(r"`(\w+)`", table)) == extras - {"test"}
    [attach] = [part for part in readme.split("\n\n") if part.startswith("**Attach to a file…**")]
    assert "pip install '.[collab]'" in attach


def called_missing(text: str) -> list[str]:
    """What a sentence such as "Not in this release: x, y and z." names."""
    sentences = re.findall(r"(?i)\bnot (?:yet )?in this release: ([^.]+)\.", text)
    return [thing for each in sentences for thing in re.split(r",\s+(?:and\s+)?|\s+and\s+", each)]


def test_PJ10_what_the_readme_calls_missing_is_not_there() -> None:
    """As far as names tell: the changelog does not know of it."""
    assert called_missing("Not in this release: replay and a\nmoon.") == ["replay", "a\nmoon"]
    known = read("docs/changelog.md").lower()
    assert [thing for thing in called_missing(read("README.md")) if thing.lower() in known] == []
    assert "replay" in known


def test_PJ10_messages_in_the_readme_are_those_of_the_program() -> None:
    table = read("README.md").split("## When something does not work")[1].split("\n## ")[0]
    quoted = {
        "The front end has to be built from the sources": "scripts/front_end.py",
        "This link does not work": "labextension/src/shells/guest/problem.ts",
        "in use by another Jupyter server": "jupyter_interview/store/lock.py",
        "not saved": "labextension/src/features/panel/status-words.ts",
    }
    for words, source in quoted.items():
        assert words in table and words in read(source), words
