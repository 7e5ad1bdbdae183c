"""PJ1, IN1, AC1: requests that schemathesis makes up from the OpenAPI document, as every role.

Half of them fit the document, half do not. Whatever they are: no 5xx, no answer that the document
does not describe, and nobody is let in without a credential.

Every worker imports this module to know its tests, and one of them runs it. So schemathesis, which
takes longer to import than all other modules of tests, is imported by the tests themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.contract.documents import FOLDER, JSON, answer_problems, document, operations
from tests.thorough import times

from .served import Served, served

if TYPE_CHECKING:
    from schemathesis import Case

EXAMPLES = times(4, 2)
"""Of each kind, for each operation and role."""
OPERATIONS = [f"{method} {path}" for method, path in operations()]
GUESTS = document("openapi.yaml")["components"]["schemas"]["GivenRole"]["enum"]
ROLES = ["owner", *GUESTS, "anonymous"]
ANYWHERE = {(403, "xsrf"), (404, "cross_origin"), (405, "method_not_allowed")}
"""What every route may answer, as the document's introduction says."""
NO_CREDENTIAL = {401}
FOR_ANYBODY = {"GET /health", "HEAD /health"}
BEFORE_THE_CREDENTIAL = {
    f"POST /sessions/{{sessionId}}/{route}": {400} for route in ("join", "invitation")
}
"""The body holds the credential of who comes by a link, so it is read first."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("fuzzed")) as server:
        yield server
        log = server.log.read_text()
        assert "Traceback" not in log, log[log.index("Traceback") :][:3000]


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """The operations as schemathesis reads them, by method and path."""
    import schemathesis

    schema = schemathesis.openapi.from_path(FOLDER / "openapi.yaml")
    found = [operation.ok() for operation in schema.get_all_operations()]
    assert sorted(operation.label for operation in found) == sorted(OPERATIONS)
    return {operation.label: operation for operation in found}


@pytest.fixture
def jp_asyncio_loop() -> None:
    """No loop: the server is a process of its own."""


@pytest.fixture
def jp_server_cleanup() -> None:
    """Nor anything of pytest-jupyter's to clean up."""


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("label", OPERATIONS)
def test_PJ1_no_request_gets_an_answer_that_is_not_in_the_document(
    server: Served, described: dict[str, Any], label: str, role: str
) -> None:
    from schemathesis import GenerationMode

    operation = described[label]
    kinds = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @settings(
        max_examples=2 * EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(kinds), there=st.booleans())
    def ask(case: Case, there: bool) -> None:
        headers = server.credential(role)
        if there and "sessionId" in (case.path_parameters or {}):
            case.path_parameters["sessionId"] = server.session
        judge(label, role, case.call(base_url=server.api, headers=headers))

    ask()


MOST_PARAMETERS = 1000
FILES = {
    "GET /sessions/{sessionId}/exports/{form}",
    "GET /sessions/{sessionId}/questions/{questionId}/files",
}
"""What is answered with a file, of whatever kind."""


def judge(label: str, role: str, answer: Any) -> None:
    method, path = label.split(" ", 1)
    status, content = answer.status_code, answer.content
    [kind] = answer.headers.get("content-type", [""])
    told = f"{label} as {role}: {status} {content[:300]!r}"
    if status == 400 and not content and answer.request.url.count("&") >= MOST_PARAMETERS:
        return  # Tornado's own answer, before anybody is asked
    code = answer.json().get("code") if status >= 400 else None
    if status == 404 and code == "not_found" and answer.request.url.count("/") != path.count("/"):
        return  # a made-up id with a slash in it is another address
    if (status, code) not in ANYWHERE:
        assert answer_problems(method, path, status, content, kind) == [], told
    assert status < 500 or code == "not_enabled", told
    if role == "anonymous" and label not in FOR_ANYBODY:
        assert status in NO_CREDENTIAL | BEFORE_THE_CREDENTIAL.get(label, set()), told
    if status >= 400 or label not in FILES:
        assert not content or kind == JSON, told
