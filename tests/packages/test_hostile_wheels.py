"""NA7, NA15, NA16: archives that hold more or less than they say, or lead elsewhere."""

import io
import json
import logging
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.packages.archive import METADATA_BYTES, READ_BYTES
from jupyter_interview.packages.catalogue import Catalogue
from jupyter_interview.packages.shelf import Shelf
from jupyter_interview.packages.wheels import NotForTheSandbox, read_wheel
from tests.wheels import make_wheel

NAME = "bad-1.0-py3-none-any.whl"
INFO = "bad-1.0.dist-info"
HEAD = b"Metadata-Version: 2.1\nName: bad\nVersion: 1.0\n"
MOST_BYTES = 64 * 1024 * 1024
"""What reading one may take of memory; less than the descriptions here unpack to."""


def archive_of(members: list[tuple[str, bytes]], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", way) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def described(metadata: bytes, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    return archive_of([("bad.py", b""), (f"{INFO}/METADATA", metadata)], way)


def lying(data: bytes, name: bytes, size: int) -> bytes:
    """The directory says another size than the file unpacks to."""
    changed = bytearray(data)
    place = changed.rindex(b"PK\x01\x02", 0, changed.rindex(name))
    struct.pack_into("<L", changed, place + 24, size)
    return bytes(changed)


def encrypted(data: bytes) -> bytes:
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            changed[place + at] |= 1
    return bytes(changed)


def crowded() -> bytes:
    """More files than are read of; they are all of one empty name, which makes it short."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *(0,) * 18)
    count = READ_BYTES // len(entry) + 1
    size = len(entry) * count
    return entry * count + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, size, 0, 0)


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return archive_of([("bad.py", b"1"), ("bad.py", b"2"), (f"{INFO}/METADATA", HEAD)])


def with_file(name: str, content: bytes = b"") -> bytes:
    return archive_of([(name, content), (f"{INFO}/METADATA", HEAD)])


BOMB = HEAD + b"\n" + b"0" * (80 * 1024 * 1024)

HOSTILE: dict[str, Callable[[], bytes]] = {
    "a description of 80 MB": lambda: described(BOMB),
    "one that says it is short": lambda: lying(described(BOMB), b"METADATA", 100),
    "one over the bound": lambda: described(HEAD + b"0" * METADATA_BYTES),
    "one packed with bzip2": lambda: described(BOMB, zipfile.ZIP_BZIP2),
    "one packed with lzma": lambda: described(HEAD, zipfile.ZIP_LZMA),
    "an encrypted one": lambda: encrypted(described(HEAD)),
    "one that is no UTF-8": lambda: described(HEAD + b"\xff\xfe"),
    "none": lambda: archive_of([("bad.py", b"")]),
    "two": lambda: archive_of([(f"{INFO}/METADATA", HEAD), ("b.dist-info/METADATA", HEAD)]),
    "two files of one name": twice,
    "a way up": lambda: with_file("../up.py"),
    "a way up, in the middle": lambda: with_file("bad/../../up.py"),
    "an absolute name": lambda: with_file("/etc/cron.d/x.py"),
    "a name of Windows": lambda: with_file("C:/x.py"),
    "a name of 60,000 letters": lambda: with_file("x" * 60_000 + ".py"),
    "files of 300 MB": lambda: lying(with_file("big.txt"), b"big.txt", 300 * 1024 * 1024),
    "very many files": crowded,
    "half of it": lambda: described(HEAD)[:-30],
    "nothing": lambda: b"",
    "a directory that is not there": lambda: b"PK\x05\x06" + b"\xff" * 18,
}


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / NAME
    path.write_bytes(HOSTILE[request.param]())
    return path


def test_NA7_it_is_refused_with_a_sentence_and_little_memory(hostile: Path) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(NotForTheSandbox, match=rf"^{NAME} .*\.$"):
            read_wheel(hostile)
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()


def test_NA15_adding_it_is_refused(
    hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = tmp_path / "shelf"
    for names in (["--from", str(hostile.parent), "bad"], [str(hostile)]):
        assert main(["wheels", "add", "--dir", str(shelf), *names]) == 1
        told = capsys.readouterr().err
        assert NAME in told and "Traceback" not in told
    assert not shelf.exists()


def test_NA16_on_the_shelf_it_costs_the_list_one_line(
    hostile: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_wheel(tmp_path, "good", {"good.py": ""})
    (tmp_path / NAME).write_bytes(hostile.read_bytes())
    log = logging.getLogger("test")
    catalogue = Catalogue(Shelf(tmp_path, log.warning), None, log)
    for _ in range(3):
        assert [entry["name"] for entry in catalogue.index()["packages"]] == ["good"]
    assert len(caplog.records) == 1 and NAME in caplog.text
    assert catalogue.file(NAME) is None


LONG_LIST = b"".join(b"Requires-Dist: p%d\n" % number for number in range(20_000))
ODD: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "conditions in conditions": (b"Requires-Dist: a; " + b"(" * 4000 + b"\n", ()),
    "a condition of nothing": (b'Requires-Dist: a; python_version < "x.y"\n', ()),
    "a condition that is unknown": (b'Requires-Dist: a; moon == "full"\n', ()),
    "a line of 100,000 letters": (b"Requires-Dist: " + b"a" * 100_000 + b"\n", ()),
    "no name": (b"Requires-Dist: !!\nRequires-Dist: b\n", ("b",)),
    "a long description": (b"\n" + b"Requires-Dist: a\n" * 30_000, ()),
}


@pytest.mark.parametrize("name", ODD)
def test_NA7_what_cannot_be_read_of_the_needs_is_left_out(name: str, tmp_path: Path) -> None:
    lines, needs = ODD[name]
    path = tmp_path / NAME
    path.write_bytes(described(HEAD + lines))
    assert read_wheel(path).depends == needs


def test_NA7_what_is_listed_of_it_is_bounded(tmp_path: Path) -> None:
    files = [(f"m{number}.py", b"") for number in range(5000)] + [("x" * 300 + ".py", b"")]
    path = tmp_path / NAME
    path.write_bytes(archive_of([*files, (f"{INFO}/METADATA", HEAD + LONG_LIST)]))
    entry = Shelf(tmp_path).packages()[0].json()
    assert (len(entry["modules"]), len(entry["depends"])) == (1000, 1000)
    assert len(json.dumps(entry)) < 64 * 1024


def test_NA7_a_wheel_within_a_wheel_is_a_file_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(with_file("bad/inner.whl", described(BOMB)))
    assert read_wheel(path).modules == ()
