"""LA2, LA4, LA5: interviews in languages that nothing here runs, or that left the list."""

from jupyter_interview.contract.session import ChooseLanguage, LanguageChanged
from jupyter_interview.domain.languages import template_of
from jupyter_interview.domain.records import LogEntry
from jupyter_interview.session.log import encode_event

from .files import PLAIN, entered, evict, folder, logged, names, texts
from .stage import OWNER, Stage, staged


@staged()
async def test_LA5_choosing_ruby_makes_its_file_and_keeps_what_is_typed_there(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    ana, hers = entered(stage, room, 7)
    bo, his = entered(stage, room, 8, "Bo")
    bo.says("language_change", language="ruby")
    assert names(ana) == ["solution.py", "main.rb"] and bo.hears("error") == []
    assert folder(ana)["files"][1] == {"id": "code:ruby", "name": "main.rb", "language": "ruby"}
    assert texts(room)["main.rb"] == template_of("ruby")
    hers.learns(ana)
    his.learns(bo)
    ana.types(hers.writes("# Ana\n", "ruby"))
    his.learns(bo)
    bo.types(his.writes("# Bo\n", "ruby"))
    hers.learns(ana)
    written = str(hers.text("ruby"))
    assert written == str(his.text("ruby")) == texts(room)["main.rb"]
    assert {"# Ana", "# Bo", *template_of("ruby").splitlines()} == set(written.splitlines())
    assert room.core.session.language == "ruby"
    await stage.stored()
    room = await stage.restart()
    assert texts(room) == {"solution.py": PLAIN, "main.rb": written}
    await evict(stage)
    room = await stage.enter()
    assert texts(room) == {"solution.py": PLAIN, "main.rb": written}
    assert (await logged(stage, LanguageChanged)) == [LanguageChanged("ruby")]
    cara, theirs = entered(stage, room, 9, "Cara")
    cara.types(theirs.writes("# Cara\n", "ruby"))
    assert texts(room)["main.rb"] == f"{written}# Cara\n"


@staged()
async def test_LA5_an_interview_begins_in_any_language(stage: Stage) -> None:
    room = await stage.open("haskell", None)
    assert texts(room) == {"Main.hs": template_of("haskell")}
    await stage.stored()
    room = await stage.restart()
    assert texts(room) == {"Main.hs": template_of("haskell")}


@staged()
async def test_LA4_a_file_is_renamed_into_another_language(stage: Stage) -> None:
    room = await stage.open("postgresql", None)
    ana = stage.connect(room)
    ana.says("file_rename", file="code:postgresql", name="people.sql")
    ana.says("file_add", name="main.go")
    assert [file["language"] for file in folder(ana)["files"]] == ["postgresql", "go"]
    ana.says("file_rename", file="code:postgresql", name="people.rb")
    assert folder(ana)["files"][0]["language"] == "ruby"


@staged()
async def test_LA2_a_log_may_name_a_language_that_left_the_list(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    ana, _ = entered(stage, room, 7)
    await stage.stored()
    seq = max(entry.seq for entry in await stage.store.log(stage.session_id)) + 1
    kind, payload, _ = encode_event(LanguageChanged("brainrot"))
    stage.store.sessions[stage.session_id].log[seq] = LogEntry(
        stage.session_id, seq, stage.clock.now_us(), None, kind, payload
    )
    room = await stage.restart()
    assert texts(room) == {"solution.py": PLAIN, "brainrot": ""}
    ana, hers = entered(stage, room, 8)
    ana.types(hers.writes("still here\n", "brainrot"))
    ana.says("language_change", language="brainrot")
    assert ana.takes("error")["code"] == "unknown_language"
    room.perform(OWNER, ChooseLanguage("python"))
    await stage.stored()
    room = await stage.restart()
    assert texts(room) == {"solution.py": PLAIN, "brainrot": "still here\n"}
