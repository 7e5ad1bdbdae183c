"""QU24: the commit of a bank is read from git's files, in whatever form these are."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jupyter_interview.banks import git_objects
from jupyter_interview.banks.commit import Commit, commit_of

GIT = shutil.which("git")
AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A. Host"), ("EMAIL", "host@example.org"))
}
SHA = "0123456789abcdef0123456789abcdef01234567"


def git(folder: Path, *words: str) -> str:
    """What git says in a repository, whatever the person's own settings are."""
    assert GIT is not None, "git is not installed"
    alone = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [GIT, *words], cwd=folder, env={**alone, **AUTHOR}, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a bank that has one question."""
    folder = tmp_path / "repository"
    question = folder / "questions" / "one"
    (question / "private").mkdir(parents=True)
    (folder / "questions" / "bank.yaml").write_text("license: MIT\n")
    (question / "question.yaml").write_text("title: One\n")
    (question / "private" / "notes.md").write_text("Notes.\n" * 500)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "a bank")
    return folder


def one_in(repository: Path) -> Commit | None:
    return commit_of(repository / "questions" / "one")


def head(repository: Path) -> Commit:
    return Commit(git(repository, "rev-parse", "HEAD"), False)


def test_QU24_the_commit_is_that_which_is_checked_out(repository: Path) -> None:
    first = head(repository)
    assert commit_of(repository / "questions") == commit_of(repository) == first
    assert one_in(repository) == first
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "more")
    second = head(repository)
    assert second != first and one_in(repository) == second
    git(repository, "pack-refs", "--all")
    assert not (repository / ".git" / "refs" / "heads" / "main").exists()
    assert one_in(repository) == second
    git(repository, "checkout", "--quiet", "--detach", first.sha)
    assert one_in(repository) == first


def test_QU24_a_worktree_and_a_submodule_have_commits_of_their_own(
    repository: Path, tmp_path: Path
) -> None:
    git(repository, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "worktree"))
    git(tmp_path / "worktree", "commit", "--quiet", "--allow-empty", "-m", "there")
    there = head(tmp_path / "worktree")
    assert one_in(tmp_path / "worktree") == there != one_in(repository)
    git(repository, "pack-refs", "--all")
    assert one_in(tmp_path / "worktree") == there
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet", "--initial-branch=main")
    allowed = ("-c", "protocol.file.allow=always")
    git(outer, *allowed, "submodule", "--quiet", "add", str(repository), "inner")
    assert one_in(outer / "inner") == head(outer / "inner")
    assert commit_of(outer) is None, "nothing is committed in it"


def test_QU24_objects_are_read_in_whatever_form_git_keeps_them(
    repository: Path, tmp_path: Path
) -> None:
    """Packed as changes of each other, borrowed from another repository, with longer ids."""
    notes = repository / "questions" / "one" / "private" / "notes.md"
    for number in range(30):
        (repository / "questions" / f"file-{number:02}").write_text(f"{number}\n")
        notes.write_text(f"{notes.read_text()}{number}\n")
        git(repository, "add", ".")
        git(repository, "commit", "--quiet", "-m", f"commit {number}")
    for options in ((), ("--aggressive",)):
        git(repository, "gc", "--quiet", *options)
        assert not [*(repository / ".git" / "objects").glob("[0-9a-f][0-9a-f]/*")]
        assert one_in(repository) == head(repository)
    git(tmp_path, "clone", "--quiet", "--shared", str(repository), "borrowed")
    assert one_in(tmp_path / "borrowed") == head(repository)
    for number in range(0, 30, 7):
        git(repository, "checkout", "--quiet", f"main~{number}")
        assert one_in(repository) == head(repository)
    longer = tmp_path / "longer"
    shutil.copytree(repository / "questions", longer / "questions")
    git(longer, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    git(longer, "add", ".")
    git(longer, "commit", "--quiet", "-m", "longer ids")
    assert one_in(longer) == head(longer) and len(head(longer).sha) == 64
    git(longer, "gc", "--quiet")
    assert one_in(longer) == head(longer)


def _edit(question: Path) -> None:
    (question / "question.yaml").write_text("title: Two\n")


def _add(question: Path) -> None:
    (question / "private" / "more.md").write_text("More.\n")


def _remove(question: Path) -> None:
    (question / "private" / "notes.md").unlink()


def _stage(question: Path) -> None:
    _edit(question)
    git(question, "add", "-A", ".")


def _swap(question: Path) -> None:
    _remove(question)
    (question / "private" / "notes.md").mkdir()
    (question / "private" / "notes.md" / "a").write_text("a")


@pytest.mark.parametrize("change", [_edit, _add, _remove, _stage, _swap])
def test_QU57_what_is_not_committed_is_told(
    change: Callable[[Path], None], repository: Path
) -> None:
    question, first = repository / "questions" / "one", head(repository)
    change(question)
    assert one_in(repository) == Commit(first.sha, True)
    git(repository, "add", "-A", ".")
    git(repository, "commit", "--quiet", "-m", "changed")
    assert one_in(repository) == head(repository)


def test_QU57_what_is_no_part_of_a_question_changes_nothing(repository: Path) -> None:
    question = repository / "questions" / "one"
    (question / "__pycache__").mkdir()
    (question / "__pycache__" / "a.pyc").write_text("a")
    (question / ".hidden").write_text("a")
    (question / "empty").mkdir()
    (repository / "questions" / "bank.yaml").write_text("license: CC0-1.0\n")
    assert one_in(repository) == head(repository)
    for path in question.rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert one_in(repository) == head(repository), "the ends of lines of another system"


def test_QU57_a_bank_in_a_repository_that_does_not_have_it_has_no_commit(
    repository: Path, tmp_path: Path
) -> None:
    other = repository / "questions" / "two"
    other.mkdir()
    (other / "question.yaml").write_text("title: Two\n")
    assert commit_of(other) is None
    git(repository, "add", ".")
    assert commit_of(other) is None, "it is in no commit yet"
    (repository / ".gitignore").write_text("uploads\n")
    (repository / "uploads" / "mine").mkdir(parents=True)
    assert commit_of(repository / "uploads" / "mine") is None


def test_QU57_no_program_is_run_that_a_repository_names(repository: Path, tmp_path: Path) -> None:
    mark = tmp_path / "was-run"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.sshCommand", "filter.evil.clean", "filter.evil.process"):
        git(repository, "config", name, str(program))
    git(repository, "config", "core.hooksPath", str(tmp_path))
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "remote.origin.url", f"ext::{program}")
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text("* filter=evil\n")
    sha = (repository / ".git" / "refs" / "heads" / "main").read_text().strip()
    assert one_in(repository) == Commit(sha, False)
    _edit(repository / "questions" / "one")
    assert one_in(repository) == Commit(sha, True)
    shutil.rmtree(repository / ".git" / "objects")
    assert one_in(repository) is None and not mark.exists()


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ref: refs/heads/nothing",
        "ref: ../../../../etc/passwd",
        "ref: refs/heads/../../HEAD",
        "ref: refs/heads/round",
        "x" * 40,
        SHA,
        SHA[:-1],
        "\udcff",
    ],
)
def test_QU24_what_is_no_repository_has_no_commit(repository: Path, said: str) -> None:
    git_folder = repository / ".git"
    (git_folder / "refs" / "heads" / "round").write_text("ref: refs/heads/round\n")
    assert one_in(repository) == head(repository)
    (git_folder / "HEAD").write_bytes(said.encode("utf-8", "surrogateescape"))
    assert one_in(repository) is None


@pytest.mark.parametrize("where", ["loose", "pack", "index"])
def test_QU57_objects_that_are_damaged_or_hostile_have_no_commit(
    where: str, repository: Path
) -> None:
    """Each byte is another one, once; nothing is raised, and what is told is the truth."""
    first, objects = head(repository), repository / ".git" / "objects"
    if where != "loose":
        git(repository, "gc", "--quiet")
    pattern = {"loose": "[0-9a-f][0-9a-f]/*", "pack": "pack/*.pack", "index": "pack/*.idx"}[where]
    for path in objects.glob(pattern):
        path.chmod(0o644)
        content = path.read_bytes()
        for at in range(0, len(content), max(1, len(content) // 150)):
            path.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
            assert one_in(repository) in (None, first, Commit(first.sha, True))
            path.write_bytes(content[:at])
            assert one_in(repository) in (None, first, Commit(first.sha, True))
        path.write_bytes(content)
    assert one_in(repository) == first


def test_QU57_a_number_of_many_bytes_is_not_read() -> None:
    """Reading one of some millions takes a day."""
    length, all_of_it = b"\x04", b"\x90\x04"
    assert git_objects._changed(b"base", length + length + all_of_it) == b"base"
    for zeros in (1, 9):
        longer = b"\x84" + b"\x80" * (zeros - 1) + b"\0"
        assert git_objects._changed(b"base", longer + length + all_of_it) == b"base"
    with pytest.raises(git_objects.Unreadable):
        git_objects._changed(b"base", b"\x84" + b"\x80" * 2000 + b"\0" + length + all_of_it)


@pytest.mark.parametrize("said", ["", "gitdir:", "nothing", "gitdir: not/there"])
def test_QU24_a_file_called_git_that_leads_nowhere_is_no_repository(
    tmp_path: Path, said: str
) -> None:
    (tmp_path / ".git").write_text(said)
    assert commit_of(tmp_path) is None


def test_QU57_a_file_called_git_that_leads_to_another_repository_finds_nothing_there(
    repository: Path, tmp_path: Path
) -> None:
    """Whose commits do not have this bank."""
    bank = tmp_path / "bank" / "mine"
    bank.mkdir(parents=True)
    (bank / "question.yaml").write_text("title: One\n")
    (tmp_path / "bank" / ".git").write_text(f"gitdir: {repository / '.git'}\n")
    assert commit_of(bank) is None
