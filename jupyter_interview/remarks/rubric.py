"""What is rated in an interview: the rubrics of its questions, or a general one.

The pages say the general rubric in the language of their reader, by the ids of its criteria.
"""

from collections.abc import Iterable, Sequence

from ..contract.values import PrivateSide, Question, RubricCriterion

GENERAL: tuple[tuple[str, tuple[str, str, str, str]], ...] = (
    (
        "Understands the problem",
        (
            "begins before the task is clear, and solves another one",
            "understands the task when it is explained again",
            "asks about what is open, and says what they take for granted",
            "also finds cases that the task does not name, and settles them first",
        ),
    ),
    (
        "Finds a way",
        (
            "tries things without a plan",
            "follows a plan that others helped to find",
            "compares several ways, and chooses one for a reason",
            "also says what it costs, and when it would no longer do",
        ),
    ),
    (
        "Writes code",
        (
            "gets no part of it to work",
            "gets it to work with help, in code that is hard to follow",
            "writes code that works and that others can read",
            "also with ease: names, structure and language fit the task",
        ),
    ),
    (
        "Checks the result",
        (
            "takes it for right without trying it",
            "tries the example, and looks for a fault when it is pointed out",
            "tries cases of their own, and finds faults without help",
            "also says before a run which cases may fail, and why",
        ),
    ),
    (
        "Explains and listens",
        (
            "cannot be followed, or takes up nothing that others say",
            "explains when asked, and takes up hints",
            "thinks aloud, and makes something of questions and hints",
            "also explains so well that others could go on with it",
        ),
    ),
)
"""Names, and levels from the lowest to the highest."""
_GENERAL = "general"


def rubric_of(
    questions: Iterable[Question], sides: Sequence[PrivateSide]
) -> tuple[RubricCriterion, ...]:
    """The criteria of the questions in their order; those of the general rubric if there is
    none."""
    rubrics = {side.question: side.rubric for side in sides}
    found = tuple(
        RubricCriterion(f"{question.id}.{number}", question.title, one.name, one.levels)
        for question in questions
        for number, one in enumerate(rubrics.get(question.id, ()), 1)
    )
    return found or tuple(
        RubricCriterion(f"{_GENERAL}.{number}", None, name, levels)
        for number, (name, levels) in enumerate(GENERAL, 1)
    )
