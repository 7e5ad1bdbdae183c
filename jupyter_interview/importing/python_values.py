"""Values that expressions of Python stand for, read without running anything.

Literals are read, and what is made of them by arithmetic and by a few functions whose results are
small: tests write ``"a" * 5``, ``10 ** 6`` or ``list(range(3))``.
"""

import ast
import copy
import operator
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from ..questions.core_yaml import MOST_BITS
from ..questions.values import NotAValue

MOST_MEMBERS = 10_000
"""The most members of a list, and letters of a text, that are made by an expression."""
_Operation = Callable[[Any, Any], Any]
_ARITHMETIC: Mapping[type[ast.operator], _Operation] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_UNARY: Mapping[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
}
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": abs,
    "bool": bool,
    "dict": dict,
    "float": float,
    "int": int,
    "len": len,
    "list": list,
    "round": round,
    "set": set,
    "sorted": sorted,
    "str": str,
    "tuple": tuple,
}
_FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What an expression of literals may fail with."""


def parsed(text: str) -> ast.Module:
    """The syntax tree of a program; raises NotAValue.

    Old programs have backslashes in texts of which newer Pythons warn.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise NotAValue("This is no program in Python.") from None


def value_of(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """The value of an expression, where these names are known; raises NotAValue."""
    try:
        return _value(node, names)
    except _FAILURES as problem:
        raise NotAValue(f"{ast.unparse(node)[:100]} is no value: {problem}.") from None


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=None | bool() | int() | float() | str() | bytes() as value):
            return value
        case ast.Name(id=name) if name in names:
            return copy.deepcopy(names[name])
        case ast.List(elts=members):
            return [_value(each, names) for each in members]
        case ast.Tuple(elts=members):
            return tuple(_value(each, names) for each in members)
        case ast.Set(elts=members):
            return {_value(each, names) for each in members}
        case ast.Dict(keys=keys, values=values) if None not in keys:
            pairs = zip(keys, values, strict=True)
            return {_value(_some(key), names): _value(each, names) for key, each in pairs}
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
            return _UNARY[type(op)](_value(operand, names))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return _calculated(type(op), _value(left, names), _value(right, names))
        case ast.Call(func=func, args=args, keywords=[]):
            return _called(func, [_value(each, names) for each in args], names)
    raise NotAValue(f"{ast.unparse(node)[:100]} is no literal.")


def _some(node: ast.expr | None) -> ast.expr:
    assert node is not None
    return node


def _called(func: ast.expr, args: list[Any], names: Mapping[str, Any]) -> Any:
    match func:
        case ast.Name(id="range") if "range" not in names:
            made = range(*args)
            if len(made) > MOST_MEMBERS:
                raise NotAValue(f"A range has more than {MOST_MEMBERS:,} members.")
            return made
        case ast.Name(id=name) if name in _FUNCTIONS and name not in names:
            return _FUNCTIONS[name](*args)
        case ast.Attribute(value=ast.Name(id="copy"), attr="copy" | "deepcopy") if len(args) == 1:
            return args[0]
    raise NotAValue(f"{ast.unparse(func)[:100]} is not called here.")


def _calculated(kind: type[ast.operator], left: Any, right: Any) -> Any:
    """What comes of an operation, if that is small."""
    is_text = isinstance(left, str | bytes)
    if kind is ast.Mod and is_text:
        raise NotAValue("A text is not formatted here.")
    if kind in (ast.Mult, ast.Add, ast.Pow) and _size(kind, left, right) > MOST_BITS:
        raise NotAValue("An expression makes a value that is too large.")
    return _ARITHMETIC[kind](left, right)


def _size(kind: type[ast.operator], left: Any, right: Any) -> int:
    """About how many bits or members come of an operation."""
    match left, right:
        case int(), int() if kind is ast.Pow:
            return left.bit_length() * max(right, 0)
        case int(), int():
            return left.bit_length() + right.bit_length()
        case (int(), str() | bytes() | list() | tuple()):
            return left * len(right)
        case (str() | bytes() | list() | tuple(), int()):
            return len(left) * right
        case (str() | bytes() | list() | tuple(), str() | bytes() | list() | tuple()):
            return len(left) + len(right)
    return 0
