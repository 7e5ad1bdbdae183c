"""QU24: the commit of a bank is read from git's files, in whatever form these are."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from jupyter_interview.banks.commit import commit_of

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
    folder = tmp_path / "repository"
    (folder / "questions").mkdir(parents=True)
    (folder / "questions" / "bank.yaml").write_text("license: MIT\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "a bank")
    return folder


def test_QU24_the_commit_is_that_which_is_checked_out(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    assert commit_of(repository / "questions") == commit_of(repository) == first
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "more")
    second = git(repository, "rev-parse", "HEAD")
    assert second != first and commit_of(repository / "questions") == second
    git(repository, "pack-refs", "--all")
    assert not (repository / ".git" / "refs" / "heads" / "main").exists()
    assert commit_of(repository / "questions") == second
    git(repository, "checkout", "--quiet", "--detach", first)
    assert commit_of(repository / "questions") == first


def test_QU24_a_worktree_and_a_submodule_have_commits_of_their_own(
    repository: Path, tmp_path: Path
) -> None:
    git(repository, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "worktree"))
    git(tmp_path / "worktree", "commit", "--quiet", "--allow-empty", "-m", "there")
    there = git(tmp_path / "worktree", "rev-parse", "HEAD")
    assert commit_of(tmp_path / "worktree" / "questions") == there != commit_of(repository)
    git(repository, "pack-refs", "--all")
    assert commit_of(tmp_path / "worktree" / "questions") == there
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet", "--initial-branch=main")
    allowed = ("-c", "protocol.file.allow=always")
    git(outer, *allowed, "submodule", "--quiet", "add", str(repository), "inner")
    assert commit_of(outer / "inner" / "questions") == git(outer / "inner", "rev-parse", "HEAD")
    assert commit_of(outer) is None, "nothing is committed in it"


@pytest.mark.parametrize(
    "head",
    [
        "",
        "ref: refs/heads/nothing",
        "ref: ../../../../etc/passwd",
        "ref: refs/heads/../../HEAD",
        "ref: refs/heads/round",
        "x" * 40,
        SHA[:-1],
        "\udcff",
    ],
)
def test_QU24_what_is_no_repository_has_no_commit(tmp_path: Path, head: str) -> None:
    assert commit_of(tmp_path) is None
    heads = tmp_path / ".git" / "refs" / "heads"
    heads.mkdir(parents=True)
    (heads / "round").write_text("ref: refs/heads/round\n")
    (tmp_path / ".git" / "HEAD").write_bytes(head.encode("utf-8", "surrogateescape"))
    assert commit_of(tmp_path) is None
    (tmp_path / ".git" / "HEAD").write_text(f"{SHA}\n")
    assert commit_of(tmp_path) == SHA


@pytest.mark.parametrize("said", ["", "gitdir:", "nothing", "gitdir: not/there"])
def test_QU24_a_file_called_git_that_leads_nowhere_is_no_repository(
    tmp_path: Path, said: str
) -> None:
    (tmp_path / ".git").write_text(said)
    assert commit_of(tmp_path) is None
