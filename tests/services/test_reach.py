"""Services run for a user without rights, wherever the clone and its environment are."""

from pathlib import Path

from .redis import Redis


def test_programs_out_of_the_user_s_reach_are_run_all_the_same(tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    installed.mkdir()
    program = installed / "hello"
    program.write_text("#!/bin/sh\necho hello\n")
    program.chmod(0o755)
    tmp_path.chmod(0o700)
    service = Redis()
    try:
        assert service.run(service.programs(installed) / "hello").stdout == "hello\n"
    finally:
        service.remove()
