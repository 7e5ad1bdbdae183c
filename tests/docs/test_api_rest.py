"""docs/API_REST.md: every ``curl`` in it is sent to a server and answered as it says."""

import json
import re
import shlex
from dataclasses import dataclass
from typing import Any

from jupyter_interview.domain.languages import LANGUAGES
from tests.clients import Api, SyncSocket
from tests.docs.tables import read, read_yaml

EXAMPLE = re.compile(
    r"```sh\n(?P<command>curl .*?)\n```\n\nAnswer (?P<status>\d{3})[^\n]*"
    r"(?:(?:\n(?!```)[^\n]*){0,3}?\n```json\n(?P<answer>.*?)```)?",
    re.DOTALL,
)
ALL_LANGUAGES = json.dumps(LANGUAGES)
SOME_LANGUAGES = json.dumps((*LANGUAGES[:4], "…"), ensure_ascii=False)
CHANGING = [
    (re.escape(ALL_LANGUAGES), SOME_LANGUAGES),
    (r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME"),
    (r'"\d{1,15}:\d{16}"', '"PLACE"'),
    (r"https?://\S+/interview/", "BASE/"),
    (r"(?<![\w-])[\w-]{43}(?![\w-])", "SECRET"),
    (r"\b((?:[fpirqs]-)?)[A-Za-z0-9]{16}\b", r"\1ID"),
]


@dataclass(frozen=True)
class Example:
    command: str
    status: int
    answer: str | None

    def words(self, variables: dict[str, str]) -> tuple[str, str, dict[str, str], bytes | None]:
        """Method, path below the API, headers and body."""
        command = self.command.replace("\\\n", " ")
        for name in sorted(variables, key=len, reverse=True):
            command = command.replace(f"${name}", variables[name])
        method, headers, body, path = "GET", {}, None, ""
        words = iter(shlex.split(command)[1:])
        for word in words:
            match word:
                case "-X":
                    method = next(words)
                case "--head":
                    method = "HEAD"
                case "-H":
                    name, _, value = next(words).partition(": ")
                    headers[name] = value
                case "-d" | "--data-binary":
                    body = next(words).encode()
                case _:
                    path = word
        return method, path, headers, body


def examples() -> list[Example]:
    return [
        Example(match["command"], int(match["status"]), match["answer"])
        for match in EXAMPLE.finditer(read("docs/API_REST.md"))
    ]


def settled(value: object) -> Any:
    """JSON without what is another at every run."""
    text = json.dumps(value, ensure_ascii=False)
    for pattern, word in CHANGING:
        text = re.sub(pattern, word, text)
    return json.loads(text)


def learn(answer: Any, variables: dict[str, str]) -> None:
    """The variables that the text after this answer uses."""
    match answer:
        case {"user": {"id": user_id}, "secret": secret}:
            variables.update(USER_ID=user_id, SECRET=secret)
        case {"user": {"id": user_id}, "session": _}:
            variables.update(ANA_ID=user_id)
        case {"secret": secret, "url": _, "id": invite_id}:
            variables.update(INVITE=secret, INVITE_ID=invite_id)
        case {"id": file_id, "text": _}:
            variables.update(FILE_ID=file_id)
        case {"id": question_id, "digest": _}:
            variables.update(QUESTION_ID=question_id)
        case {"run": {"id": run_id}}:
            variables.update(RUN_ID=run_id)
        case {"createdAt": _, "code": _, "id": session_id}:
            variables.update(ID=session_id)


async def noted(guest: Api, session_id: str) -> str:
    """What a guest's browser reports of a paste that is taken out again; the id of the entry."""
    async with SyncSocket(guest, session_id) as panel:
        panel.write("x" * 212)
        await panel.flush()
        report = {"how": "paste", "file": "code:python", "characters": 212, "lines": 9}
        await panel.send("insert_noted", **report, source="outside")
        signal_id: str = (await panel.expect("signal"))["signal"]["id"]
        text = panel.texts["python"]
        del text[len(text) - 212 : len(text)]
        await panel.flush()
        await panel.until(lambda: panel.acked == panel.sent)
    return signal_id


async def test_every_example_is_answered_as_it_says(api: Api) -> None:
    """PJ1"""
    (credential,) = api.headers.items()
    variables = {"API": "", "AUTH": ": ".join(credential), "FORM": "json"}
    variables |= {"BANK": "starter", "NAME": "shelf-labels", "CRITERION_ID": "general.1"}
    variables |= {"NOTE_ID": "note-0001", "CORRECTION_ID": "later-01"}
    stranger = api.anonymous()
    for example in examples():
        if "/signals" in example.command and "SIGNAL_ID" not in variables:
            guest = Api(api.root, {"X-Interview-Secret": variables["SECRET"]})
            variables["SIGNAL_ID"] = await noted(guest, variables["ID"])
        method, path, headers, body = example.words(variables)
        answer = await stranger(method, path, raw=body, headers=headers)
        assert answer.status == example.status, (example.command, answer.content)
        if answer.content and "json" in answer.headers["Content-Type"]:
            learn(answer.json, variables)
        if example.answer is not None:
            assert settled(answer.json) == settled(json.loads(example.answer)), example.command


def test_every_route_has_an_example() -> None:
    """PJ1"""
    commands = read("docs/API_REST.md").count("```sh\ncurl ")
    assert len(examples()) == commands, "an example without a line that says its answer"
    variables = {"API": "", "ID": "{sessionId}", "INVITE_ID": "{inviteId}"}
    variables |= {"USER_ID": "{userId}", "FILE_ID": "{fileId}", "FORM": "{form}"}
    variables |= {"RUN_ID": "{runId}", "QUESTION_ID": "{questionId}"}
    variables |= {"BANK": "{bank}", "NAME": "{name}", "NOTE_ID": "{noteId}"}
    variables |= {"CRITERION_ID": "{criterionId}", "CORRECTION_ID": "{correctionId}"}
    variables |= {"SIGNAL_ID": "{signalId}"}
    words = [example.words(variables)[:2] for example in examples()]
    shown = {(method, path.partition("?")[0]) for method, path in words}
    paths = read_yaml("openapi/openapi.yaml")["paths"]
    routes = {
        (method.upper(), path)
        for path, operations in paths.items()
        for method in operations
        if method != "parameters"
    }
    assert shown == routes
