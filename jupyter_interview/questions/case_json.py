"""Cases as JSON, in which browsers get them and in which they are kept.

``labextension/src/runner/cases/case.ts`` has the same as types.
"""

from typing import Any

from .cases import Action, Call, Case, Expected, Outside, Raises, Rows, Step, Steps, Whole
from .compare import Comparison


def case_to_json(case: Case) -> dict[str, Any]:
    """A case as a value of JSON."""
    return {
        "name": case.name,
        "points": case.points,
        "feedback": case.feedback,
        "group": case.group,
        "allOrNothing": case.all_or_nothing,
        "fresh": case.fresh,
        "seconds": case.seconds,
        "action": _action(case.action),
    }


def case_from_json(value: dict[str, Any]) -> Case:
    """The case that ``case_to_json`` gave."""
    return Case(
        name=value["name"],
        points=value["points"],
        feedback=value["feedback"],
        group=value["group"],
        all_or_nothing=value["allOrNothing"],
        fresh=value["fresh"],
        seconds=value["seconds"],
        action=_read_action(value["action"]),
    )


def _action(action: Action) -> dict[str, Any]:
    match action:
        case Call(function, args, returns, raises, changes):
            return {
                "kind": "call",
                "function": function,
                "args": list(args),
                "returns": _expected(returns),
                "raises": _raises(raises),
                "changes": _expected(changes),
            }
        case Steps(steps):
            return {"kind": "steps", "steps": [_step(step) for step in steps]}
        case Whole(stdin, stdout):
            return {"kind": "whole", "stdin": stdin, "stdout": _expected(stdout)}
        case Outside(file, test):
            return {"kind": "outside", "file": file, "test": test}
    return {
        "kind": "rows",
        "function": action.function,
        "args": list(action.args),
        "tables": action.tables,
        "rows": list(action.rows),
        "ordered": action.is_ordered,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "target": step.target,
        "new": step.new,
        "call": step.call,
        "args": list(step.args),
        "returns": _expected(step.returns),
        "raises": _raises(step.raises),
    }


def _expected(expected: Expected | None) -> dict[str, Any] | None:
    if expected is None:
        return None
    comparison = expected.comparison
    return {
        "value": expected.value,
        "comparison": {
            "way": comparison.way,
            "relative": comparison.relative,
            "absolute": comparison.absolute,
        },
    }


def _raises(raises: Raises | None) -> dict[str, Any] | None:
    if raises is None:
        return None
    classes = raises.classes
    return {"message": raises.message, "classes": None if classes is None else dict(classes)}


def _read_action(value: dict[str, Any]) -> Action:
    match value["kind"]:
        case "call":
            return Call(
                value["function"],
                tuple(value["args"]),
                _read_expected(value["returns"]),
                _read_raises(value["raises"]),
                _read_expected(value["changes"]),
            )
        case "steps":
            return Steps(tuple(map(_read_step, value["steps"])))
        case "whole":
            return Whole(value["stdin"], _some(_read_expected(value["stdout"])))
        case "outside":
            return Outside(value["file"], value["test"])
    return Rows(
        value["function"],
        tuple(value["args"]),
        value["tables"],
        tuple(value["rows"]),
        value["ordered"],
    )


def _read_step(value: dict[str, Any]) -> Step:
    return Step(
        value["target"],
        value["new"],
        value["call"],
        tuple(value["args"]),
        _read_expected(value["returns"]),
        _read_raises(value["raises"]),
    )


def _read_expected(value: dict[str, Any] | None) -> Expected | None:
    return None if value is None else Expected(value["value"], Comparison(**value["comparison"]))


def _read_raises(value: dict[str, Any] | None) -> Raises | None:
    return None if value is None else Raises(value["message"], value["classes"])


def _some(expected: Expected | None) -> Expected:
    assert expected is not None
    return expected
