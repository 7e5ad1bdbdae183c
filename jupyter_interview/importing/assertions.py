"""Cases from a function that checks another one by ``assert``, read without running it.

The statements are followed as Python would: names of values are known, and a loop over values is
gone through. What cannot be followed is forgotten, and its assertions are counted.
"""

import ast
from collections.abc import Iterable, Sequence
from typing import Any

from ..questions.values import NotAValue
from .authored import authored
from .draft import Case, LeftOut
from .python_values import MOST_MEMBERS, parsed, value_of

_LISTS = (list, tuple)


def cases_of(check: str, function: str) -> tuple[list[Case], int]:
    """The cases of the program's ``check(candidate)``, with calls of this function, and how many
    assertions are no cases. Raises LeftOut."""
    try:
        tree = parsed(check)
    except NotAValue:
        raise LeftOut("Its test is no program in Python.") from None
    for node in tree.body:
        match node:
            case ast.FunctionDef(name="check", args=ast.arguments(args=[candidate]), body=body):
                reader = _Reader(candidate.arg, function)
                try:
                    reader.follow(body)
                except RecursionError:
                    raise LeftOut("Its values lie too deep in each other.") from None
                return reader.cases, len(reader.aside)
    raise LeftOut("Its test has no function check(candidate).")


class _Reader:
    def __init__(self, candidate: str, function: str) -> None:
        self._candidate = candidate
        self._function = function
        self._names: dict[str, Any] = {}
        # Names of what a call of the candidate returned, with the arguments of the call.
        self._answers: dict[str, list[Any]] = {}
        self.cases: list[Case] = []
        # What assertions say that are no cases.
        self.aside: set[ast.expr] = set()

    def follow(self, statements: Iterable[ast.stmt]) -> None:
        for statement in statements:
            match statement:
                case ast.Assert(test=test):
                    self._assert(test)
                case ast.Assign(targets=[target], value=value):
                    self._assign(target, value)
                case ast.For(target=target, iter=over, body=body, orelse=[]):
                    self._loop(statement, target, over, body)
                case ast.Pass() | ast.Import() | ast.ImportFrom():
                    pass
                case ast.Expr(value=ast.Constant()):
                    pass
                case _:
                    self._forget(statement)

    def _forget(self, statement: ast.AST) -> None:
        """Know nothing of the names in a statement that is not followed."""
        for node in ast.walk(statement):
            match node:
                case ast.Assert(test=test) if self._asks(test):
                    self.aside.add(test)
                case ast.Name(id=name, ctx=ast.Store()) if name == self._candidate:
                    raise LeftOut("Its test changes what it checks.")
                case ast.Name(id=name):
                    self._names.pop(name, None)
                    self._answers.pop(name, None)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        try:
            args = self._args(value)
            known = None if args is not None else value_of(value, self._names)
            self._forget(target)
            if args is None:
                self._bind(target, known)
            elif isinstance(target, ast.Name):
                self._answers[target.id] = args
        except NotAValue:
            self._forget(target)
            self._forget(value)

    def _bind(self, target: ast.expr, value: Any) -> None:
        match target:
            case ast.Name(id=name):
                self._answers.pop(name, None)
                self._names[name] = value
            case ast.Tuple(elts=targets) | ast.List(elts=targets) if isinstance(value, _LISTS):
                if len(targets) != len(value):
                    raise NotAValue("A loop has not as many names as values.")
                for each, own in zip(targets, value, strict=True):
                    self._bind(each, own)
            case _:
                raise NotAValue(f"{ast.unparse(target)} is no name.")

    def _loop(
        self, statement: ast.For, target: ast.expr, over: ast.expr, body: Sequence[ast.stmt]
    ) -> None:
        leaves = (ast.Break, ast.Continue, ast.Return)
        try:
            values = value_of(over, self._names)
            if not isinstance(values, (*_LISTS, range)) or len(values) > MOST_MEMBERS:
                raise NotAValue("A loop does not go over a list.")
            if any(isinstance(node, leaves) for each in body for node in ast.walk(each)):
                raise NotAValue("A loop is left in its middle.")
            for value in values:
                self._bind(target, value)
                self.follow(body)
        except NotAValue:
            self._forget(statement)

    def _asks(self, test: ast.expr) -> bool:
        """Whether an assertion is about the candidate at all."""
        names = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
        return self._candidate in names or not names.isdisjoint(self._answers)

    def _assert(self, test: ast.expr) -> None:
        if self._asks(test):
            try:
                self.cases.extend(self._cases(test))
            except NotAValue:
                self.aside.add(test)

    def _cases(self, test: ast.expr) -> list[Case]:
        match test:
            case ast.BoolOp(op=ast.And(), values=parts):
                return [case for part in parts for case in self._cases(part)]
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return [self._case(self._some_args(operand), False)]
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return [self._compared(left, op, right)]
            case ast.Call(func=ast.Attribute(attr="isclose") | ast.Name(id="isclose")):
                return [self._close(test)]
        return [self._case(self._some_args(test), True)]

    def _compared(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Case:
        match op:
            case ast.Eq() | ast.Is():
                try:
                    return self._equal(left, right)
                except NotAValue:
                    return self._equal(right, left)
            case ast.Lt() | ast.LtE():
                return self._near(left, right)
            case ast.Gt() | ast.GtE():
                return self._near(right, left)
            case ast.In():
                values = self._value(right)
                if not isinstance(values, (*_LISTS, set)):
                    raise NotAValue("An answer is looked for in what is no list.")
                choices = sorted(values, key=repr) if isinstance(values, set) else [*values]
                return self._case(self._some_args(left), choices, "one_of")
        raise NotAValue("An assertion compares in a way that no case has.")

    def _equal(self, answer: ast.expr, expected: ast.expr) -> Case:
        """The case in which an answer, or what is made of it, equals a value."""
        match answer:
            case ast.Call(func=ast.Name(id="tuple" | "list"), args=[inner], keywords=[]):
                return self._case(self._some_args(inner), [*self._list(expected)])
            case ast.Call(func=ast.Name(id="sorted"), args=[inner], keywords=[]):
                return self._case(self._some_args(inner), [*self._list(expected)], "unordered")
            case ast.Call(func=ast.Name(id="round"), args=[inner, digits], keywords=[]):
                places = self._value(digits)
                if not isinstance(places, int) or not 0 <= places <= 12:
                    raise NotAValue("An answer is not rounded to decimals.")
                close = {"close": {"absolute": 0.5 * 10.0**-places}}
                return self._case(self._some_args(inner), self._value(expected), close)
        return self._case(self._some_args(answer), self._value(expected))

    def _near(self, difference: ast.expr, most: ast.expr) -> Case:
        """The case of ``abs(candidate(...) - value) < most``."""
        match difference:
            case ast.Call(
                func=ast.Name(id="abs") | ast.Attribute(attr="abs" | "fabs"),
                args=[ast.BinOp(left=left, op=ast.Sub(), right=right)],
                keywords=[],
            ):
                args = self._args(left)
                args, other = (self._some_args(right), left) if args is None else (args, right)
                close = {"absolute": _tolerance(self._value(most))}
                return self._case(args, self._value(other), {"close": close})
        raise NotAValue("An assertion compares in a way that no case has.")

    def _close(self, test: ast.Call) -> Case:
        """The case of ``math.isclose(candidate(...), value)``."""
        match test.args:
            case [left, right]:
                given = {each.arg: self._value(each.value) for each in test.keywords}
                if not given.keys() <= {"rel_tol", "abs_tol"}:
                    raise NotAValue("isclose has other arguments here.")
                args = self._args(left)
                args, other = (self._some_args(right), left) if args is None else (args, right)
                close = {
                    "relative": _tolerance(given.get("rel_tol", 1e-9)),
                    "absolute": _tolerance(given.get("abs_tol", 0.0)),
                }
                return self._case(args, self._value(other), {"close": close})
        raise NotAValue("isclose needs two values.")

    def _value(self, node: ast.expr) -> Any:
        return value_of(node, self._names)

    def _list(self, node: ast.expr) -> Sequence[Any]:
        value = self._value(node)
        if not isinstance(value, _LISTS):
            raise NotAValue("A list is not compared with a list.")
        return value

    def _args(self, node: ast.expr) -> list[Any] | None:
        """The arguments, if this is what a call of the candidate returned."""
        match node:
            case ast.Name(id=name) if name in self._answers:
                return self._answers[name]
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                if name == self._candidate:
                    return [self._value(each) for each in args]
        return None

    def _some_args(self, node: ast.expr) -> list[Any]:
        args = self._args(node)
        if args is None:
            raise NotAValue(f"{ast.unparse(node)[:100]} is no answer.")
        return args

    def _case(self, args: Sequence[Any], returns: Any, compare: Any = "equal") -> Case:
        case: dict[str, Any] = {"call": self._function, "args": [authored(each) for each in args]}
        case["returns"] = authored(returns)
        return case if compare == "equal" else {**case, "compare": compare}


def _tolerance(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e300:
        raise NotAValue("A tolerance is no number.")
    return value
