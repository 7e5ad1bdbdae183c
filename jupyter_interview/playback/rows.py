"""Values of one kind, in their order, which become a data frame for those who have pandas."""

from dataclasses import fields, is_dataclass
from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")


class Rows(tuple[T, ...]):
    """A tuple of values. ``.frame()`` is the same as a data frame of pandas, a row for each."""

    __slots__ = ()

    def records(self) -> list[dict[str, Any]]:
        """The values as dictionaries, without what is no column."""
        return [_record(value) for value in self]

    def frame(self) -> Any:
        """A ``pandas.DataFrame``; raises ImportError where there is no pandas."""
        return import_module("pandas").DataFrame(self.records())


def _record(value: Any) -> dict[str, Any]:
    assert is_dataclass(value)
    names = (field.name for field in fields(value) if field.repr)
    return {name: getattr(value, name) for name in names}
