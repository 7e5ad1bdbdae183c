"""YD4, YD6, EV4: who hears of an attachment, and that it ends when the interview is gone."""

from jupyter_interview.contract.values import Attachment
from jupyter_interview.domain.attachment import Detached
from jupyter_interview.domain.roles import Role

from .stage import OWNER, Stage, staged

FILE = Attachment("solution.py", None, "code:python", "python")


class Follows:
    """A follower that remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def changed(self) -> None:
        self.heard.append("changed")

    def ended(self) -> None:
        self.heard.append("ended")


@staged()
async def test_YD4_EV4_the_owner_alone_hears_of_a_file(stage: Stage) -> None:
    room, follower = await stage.open(), Follows()
    owner, ira = (
        stage.connect(room),
        stage.connect(room, stage.guest(room, "Ira", Role.INTERVIEWER)),
    )
    room.attaching.begin(FILE, follower)
    owner_again = stage.connect(room)
    room.attaching.end(follower, Detached.FILE_GONE)
    told = [(heard["attachment"], heard["reason"]) for heard in owner.hears("attachment")]
    assert told == [
        ({"path": "solution.py", "cellId": None, "file": "code:python", "language": "python"}, None)
    ] + [(None, "file_gone")]
    assert owner_again.hears("welcome")[0]["attachment"]["path"] == "solution.py"
    assert "attachment" not in ira.kinds() and ira.hears("welcome")[0]["attachment"] is None


@staged()
async def test_YD6_it_ends_also_after_the_interview_is_gone(stage: Stage) -> None:
    """What has to be saved is saved later, when nothing can be written to the log any more."""
    room, follower = await stage.open(), Follows()
    room.attaching.begin(FILE, follower)
    room.delete(OWNER)
    assert follower.heard == ["ended"]
    room.attaching.end(follower, Detached.ENDED)
    assert room.attaching.attachment is None
