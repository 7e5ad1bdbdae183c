"""`jupyter interview` finds what the server finds, because it reads the server's configuration."""

from pathlib import Path

import pytest

from jupyter_interview.cli import main


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which Jupyter was told nothing yet; answers with its folder of settings."""
    folder = tmp_path / "config"
    folder.mkdir()
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(folder))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("JUPYTER_INTERVIEW_DB_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


def settings(folder: Path, *lines: str, name: str = "jupyter_server_config.py") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_OP7_upgrade_finds_the_file_that_the_server_keeps_interviews_in(
    machine: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.db"
    settings(machine, f"c.InterviewApp.db_path = {str(kept)!r}")
    assert main(["db", "upgrade"]) == 0
    assert kept.exists()
    assert not (tmp_path / "data" / "jupyter_interview").exists()


def test_OP7_recover_looks_beside_that_file(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.db"
    settings(machine, f"c.InterviewApp.db_path = {str(kept)!r}")
    assert main(["db", "recover"]) == 1
    assert f"no damaged database beside {kept}." in capsys.readouterr().err


def test_OP7_upgrade_finds_the_postgresql_of_the_server(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings(machine, "c.InterviewApp.db_url = 'postgresql+asyncpg://ana@127.0.0.1:1/kept'")
    assert main(["db", "upgrade"]) == 1
    assert "127.0.0.1:1/kept: The database cannot be reached." in capsys.readouterr().err


def test_OP7_wheels_are_in_the_folder_of_the_server(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings(machine, f"c.InterviewApp.wheels_dir = {str(tmp_path / 'shelf')!r}")
    assert main(["wheels", "list"]) == 0
    assert f"There are no packages in {tmp_path / 'shelf'}." in capsys.readouterr().out


def test_OP7_a_flag_goes_before_the_configuration(machine: Path, tmp_path: Path) -> None:
    settings(
        machine,
        "c.InterviewApp.db_url = 'postgresql+asyncpg://ana@127.0.0.1:1/kept'",
        f"c.InterviewApp.db_path = {str(tmp_path / 'kept.db')!r}",
    )
    assert main(["db", "upgrade", "--db-path", str(tmp_path / "other.db")]) == 0
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / "kept.db").exists()


def test_OP7_another_configuration_is_named(machine: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    line = f"c.InterviewApp.db_path = {str(kept)!r}"
    path = settings(machine, line, name="jupyter_interview_server_config.py")
    assert main(["--config", str(path), "db", "upgrade"]) == 0
    assert kept.exists()


def test_OP7_a_configuration_that_is_not_there_is_no_default(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--config", str(tmp_path / "none.py"), "db", "upgrade"])
    assert "there is no file" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_OP8_nothing_is_done_when_the_configuration_cannot_be_read(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings(machine, "c.InterviewApp.db_path = 1 / 0")
    assert main(["db", "upgrade"]) == 1
    assert "configuration cannot be read: division by zero" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_help_names_subjects_and_the_settings_they_are_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "wheels|db" in told and "--config FILE" in told
    with pytest.raises(SystemExit):
        main(["db", "upgrade", "--help"])
    assert "c.InterviewApp.db_path" in capsys.readouterr().out
