"""What a process is sent of the built files."""

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jupyter_interview.runs.events import Program
from jupyter_interview.runs.files import PIECE_BYTES, Files, unpacked


def test_a_file_is_unpacked_once_and_read_by_many(tmp_path: Path) -> None:
    content = bytes(range(256)) * (3 * PIECE_BYTES // 256) + b"end"
    packed = tmp_path / "some.0123.bin.gz"
    packed.write_bytes(gzip.compress(content))
    first = unpacked(packed)
    packed.unlink()
    assert unpacked(packed) is first
    assert first.size == len(content)
    readers: list[Iterator[bytes]] = [first.pieces(), first.pieces()]
    # In turns: neither moves the other.
    read = [b"".join(parts) for parts in zip(*zip(*readers, strict=True), strict=True)]
    assert read == [content, content]


def test_programs_that_start_together_unpack_a_file_once(tmp_path: Path) -> None:
    packed = tmp_path / "large.gz"
    packed.write_bytes(gzip.compress(bytes(20_000_000), 1))
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(unpacked, [packed] * 8))) == 1


def test_an_order_is_as_long_as_it_says(built: Path) -> None:
    """And nothing that each interpreter needs has to be unpacked by it."""
    order = Files(built).order(Program("print(1)", "python"), [])
    head = next(order.chunks())
    assert sum(map(len, order.chunks())) == len(head) + sum(file.size for file in order.files)
    assert b'"gzipped": true' not in head
    other = Files(built).order(Program("1", "typescript"), [])
    assert b'"gzipped": true' in next(other.chunks())
