"""Questions from problem packages of Kattis and ICPC contests.

Both forms of packages are read, that of 2023-07 and the older one called legacy. Their programs
read a text and print one, so cases compare what is printed. Packages whose answers are compared by
a program of their own, or by a tolerance, are told and left out: a question cannot say that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..domain.languages import TEST_FILES
from ..questions.cases import DEFAULT_SECONDS
from .draft import LANGUAGES, Draft, Found, LeftOut, NoSource, text_in
from .kattis_data import Data, all_settings, read_data, settings
from .kattis_submissions import Submissions, read_submissions
from .naming import MOST_NAME, id_of, tags_of, title_of, veiled
from .tex import markdown_of

_ABOUT = "problem.yaml"
_FORMATS = ("legacy", "legacy-icpc", "2023-07-draft")
_LICENSES: Mapping[str, str] = {
    "cc0": "CC0-1.0",
    "cc by": "CC-BY-4.0",
    "cc by-sa": "CC-BY-SA-4.0",
    "public domain": "LicenseRef-public-domain",
    "educational": "LicenseRef-educational",
    "permission": "LicenseRef-permission",
}
_UNKNOWN = "LicenseRef-unknown"
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOST_SECONDS = 30.0
_SHOWN_SAMPLES = 3
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b")
_SAMPLE_TAGS = re.compile(r"\{\{\s*(?:nextsample|remainingsamples)\s*\}\}")
_STARTERS: Mapping[str, str] = {
    "python": "# Read the input from sys.stdin or by input(), and print the answer.\n",
    "javascript": "// Read the input, and print the answer by console.log.\n",
    "typescript": "// Read the input, and print the answer by console.log.\n",
}
_LOUD: Mapping[str, str] = {
    "python": 'print("not written yet")\n',
    "javascript": "console.log('not written yet');\n",
    "typescript": "console.log('not written yet');\n",
}
"""What starters do where an answer is empty, which a program without a line would print, too."""


def read_kattis(source: Path) -> Iterator[Found]:
    """The problems of a folder of packages, or of one package."""
    if not source.is_dir():
        raise NoSource(f"{source} is no folder: unpack it first.")
    is_one = (source / _ABOUT).is_file()
    for path in [source] if is_one else sorted(source.iterdir()):
        file = (path / _ABOUT).relative_to(source).as_posix()
        try:
            if path.suffix in (".zip", ".kpp"):
                file = path.name
                raise LeftOut("It is packed: unpack it first.")
            if (path / _ABOUT).is_file():
                yield Found(file, _draft(path))
        except LeftOut as reason:
            yield Found(file, reason)


def _draft(package: Path) -> Draft:
    name = package.resolve().name
    about = settings(package, package / _ABOUT)
    remarks: list[str] = []
    version = str(about.get("problem_format_version", "legacy"))
    if version not in _FORMATS:
        remarks.append(f"Its format, {version}, is not known here; it was read as 2023-07-draft.")
    data = read_data(package, _compares_exactly(package, about))
    constants = _constants(about)
    text, own_title = _statement(package, constants, remarks)
    title = (_title(about) or own_title or title_of(name))[:MOST_NAME]
    statement = "\n\n".join([f"# {title}", text, *_samples(data)])
    license_ = _LICENSES.get(str(about.get("license", "")).lower(), _UNKNOWN)
    if license_ == _UNKNOWN:
        remarks.append("Its licence is not known: ask its owner.")
    hidden = veiled(data.hidden, [statement])
    renamed = {old["name"]: new["name"] for old, new in zip(data.hidden, hidden, strict=True)}
    names = {base: renamed.get(case, case) for base, case in data.names.items()}
    submissions = read_submissions(package, names, lambda code: _filled(code, constants))
    languages = [each for each in LANGUAGES if each in submissions.languages] or [*LANGUAGES]
    return Draft(
        id=id_of(name),
        about={
            "title": title,
            "kind": "algorithm",
            "level": "middle",
            "minutes": 30,
            "languages": languages,
            "tags": tags_of(["kattis", *_listed(about.get("keywords"))]),
            "license": license_,
            "credits": {"authors": _authors(about)},
            **_origin(about),
            **_limits(package, about),
        },
        statement=statement,
        visible=data.visible,
        hidden=hidden,
        files={**_starters(languages, data), **data.files, **submissions.files},
        remarks=[*remarks, *data.remarks, *_told(submissions)],
    )


def _compares_exactly(package: Path, about: Mapping[str, Any]) -> bool:
    """Whether spaces count in answers. Raises LeftOut where answers are not compared as texts."""
    kinds = set(_listed(about.get("type", "pass-fail")))
    if kinds != {"pass-fail"}:
        raise LeftOut(f"It is of the type {', '.join(sorted(kinds))}.")
    validation = str(about.get("validation", "default"))
    places = ["output_validator", "static_validator"]
    version = str(about.get("problem_format_version", "legacy"))
    if "validation" not in about and not version.startswith("legacy"):
        places.append("output_validators")
    if validation.split()[:1] != ["default"] or any((package / each).is_dir() for each in places):
        raise LeftOut("Its answers are judged by a program of its own.")
    said = all_settings(package)
    keys = ("output_validator_flags", "output_validator_args")
    flags = {
        word
        for each in [about.get("validator_flags"), *(one.get(key) for one in said for key in keys)]
        for word in _listed(each)
    }
    if any(flag.startswith("float_") for flag in flags):
        raise LeftOut("Its answers may differ from what is expected by a tolerance.")
    if any(each.get("args") for each in said):
        raise LeftOut("Its programs have arguments.")
    if (package / "include").is_dir():
        raise LeftOut("Its programs are put together with others.")
    return "space_change_sensitive" in flags


def _listed(said: Any) -> list[str]:
    """Words that are written as a text, as a list, or as values of keys."""
    match said:
        case str():
            return said.split()
        case list():
            return [word for each in said for word in _listed(each)]
        case dict():
            return [word for each in said.values() for word in _listed(each)]
        case None:
            return []
    return [str(said)]


def _title(about: Mapping[str, Any]) -> str:
    match about.get("name"):
        case dict() as names if names:
            return str(names.get("en") or next(iter(names.values()))).strip()
        case str() as name:
            return name.strip()
    return ""


def _constants(about: Mapping[str, Any]) -> Mapping[str, str]:
    constants = about.get("constants")
    if not isinstance(constants, dict):
        return {}
    return {name: str(value) for name, value in constants.items()}


def _filled(text: str, constants: Mapping[str, str]) -> str:
    """A text with the values of constants instead of their names."""
    for name, value in constants.items():
        text = text.replace(f"{{{{{name}}}}}", value).replace(f"\\constant{{{name}}}", value)
    return text


def _statement(package: Path, constants: Mapping[str, str], remarks: list[str]) -> tuple[str, str]:
    """The statement in Markdown, and the title that it gives itself."""
    places = [package / each for each in ("statement", "problem_statement")]
    files = [path for place in places if place.is_dir() for path in sorted(place.iterdir())]
    wanted = [f"problem{language}.{kind}" for language in (".en", "") for kind in ("md", "tex")]
    named = {path.name: path for path in files if path.is_file()}
    others = [name for name in named if re.fullmatch(r"problem\.[A-Za-z-]+\.(?:md|tex)", name)]
    path = next((named[name] for name in [*wanted, *others] if name in named), None)
    if path is None:
        raise LeftOut("It has no statement in Markdown or TeX.")
    text = _filled(text_in(package, path), constants)
    if path.suffix == ".md":
        if _PICTURE.search(text):
            remarks.append("The pictures of its statement are not taken over.")
        return _SAMPLE_TAGS.sub("", text).strip(), ""
    converted = markdown_of(text)
    if converted.has_pictures:
        remarks.append("The pictures of its statement are not taken over.")
    if converted.left:
        commands = ", ".join(converted.left[:10])
        remarks.append(f"Its statement has TeX that is left as it is: {commands}.")
    return converted.text, converted.name


def _samples(data: Data) -> Iterator[str]:
    """The first samples, which a statement does not have itself."""
    for count, case in enumerate(data.visible[:_SHOWN_SAMPLES], 1):
        yield f"## Sample {count}\n\n{_fenced(case['stdin'])}\n\n{_fenced(case['stdout'])}"


def _fenced(text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _authors(about: Mapping[str, Any]) -> list[str]:
    said = next((about[key] for key in ("credits", "author", "rights_owner") if key in about), None)
    if isinstance(said, dict):
        said = said.get("authors")
    names = said if isinstance(said, list) else re.split(r",|\band\b", str(said or ""))
    plain = (re.sub(r"<[^<>]*>", "", str(name)).strip()[:200] for name in names)
    return [name for name in plain if name][:50]


def _origin(about: Mapping[str, Any]) -> Mapping[str, str]:
    """Where a problem comes from, and its id if it has one."""
    said = about.get("source")
    entries = said if isinstance(said, list) else [said, about.get("source_url")]
    parts = [
        f"{each.get('name', '')} {each.get('url', '')}" if isinstance(each, dict) else str(each)
        for each in entries
        if each
    ]
    origin = {"source": ", ".join(part.strip() for part in parts)[:500]} if parts else {}
    uuid = str(about.get("uuid", ""))
    return {**origin, **({"uuid": uuid} if _UUID.fullmatch(uuid) else {})}


def _limits(package: Path, about: Mapping[str, Any]) -> Mapping[str, Any]:
    """The seconds of a case, which a package says in its settings or in a file ``.timelimit``.

    Contests mean programs that were compiled, so a case has what ours have if that is more.
    """
    limits = about.get("limits")
    said = limits.get("time_limit") if isinstance(limits, dict) else None
    if said is None and (package / ".timelimit").is_file():
        said = text_in(package, package / ".timelimit").strip()
    try:
        seconds = float(str(said))
    except ValueError:
        return {}
    if not 0 < seconds < float("inf"):
        return {}
    return {"limits": {"seconds": min(max(seconds, DEFAULT_SECONDS), _MOST_SECONDS)}}


def _starters(languages: Sequence[str], data: Data) -> Mapping[str, str]:
    texts = (case["stdout"] for case in (*data.visible, *data.hidden))
    is_empty = any(isinstance(text, str) and not text.strip() for text in texts)
    return {
        f"starter/{TEST_FILES[each]}": _STARTERS[each] + (_LOUD[each] if is_empty else "")
        for each in languages
    }


def _told(submissions: Submissions) -> Sequence[str]:
    if submissions.languages:
        return submissions.remarks
    needed = "It has no accepted program in Python, JavaScript or TypeScript: write one."
    return [*submissions.remarks, needed]
