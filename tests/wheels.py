"""Real wheels: made on the spot, and one with compiled code."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

NATIVE = Path(__file__).parent / "packages" / "native"
"""msgpack as PyPI has it for this Python (Apache-2.0): a wheel that nobody here can build."""

USE_NATIVE = """
import msgpack
print(msgpack.Packer.__module__, msgpack.unpackb(msgpack.packb({'é🐢': [1, 2.5, None]})))
"""
SEEN_NATIVE = "msgpack._cmsgpack {'é🐢': [1, 2.5, None]}\n"


def make_wheel(
    folder: Path,
    name: str,
    files: Mapping[str, str],
    requires: Sequence[str] = (),
    version: str = "1.0",
    tag: str = "py3-none-any",
) -> Path:
    """A wheel of these files that pip and the sandbox take for one."""
    info = f"{name}-{version}.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
    metadata += [f"Requires-Dist: {name}" for name in requires]
    content = {
        **files,
        f"{info}/METADATA": "\n".join(metadata) + "\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = "".join(f"{path},,\n" for path in [*content, f"{info}/RECORD"])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for where, text in {**content, f"{info}/RECORD": record}.items():
            archive.writestr(where, text)
    return path
