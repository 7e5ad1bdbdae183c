"""A question as a zip with its folder, to be put into a bank."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..contract import values
from ..questions.writing import files_of
from .copies import question_of

_READABLE = 0o644 << 16


def packed(question: values.Question, side: values.PrivateSide) -> bytes:
    """The zip. It is the same for the same question, whenever it is made."""
    files = files_of(question_of(question, side))
    return _zip({f"{question.name}/{name}": text for name, text in files.items()})


def _zip(files: Mapping[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            info = ZipInfo(name)
            info.external_attr, info.compress_type = _READABLE, ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return buffer.getvalue()
