"""What hosts have written, for somebody who may ask for what is held on them.

Its owner hands it over, so it has what the owner may read and what is final: no draft, and nothing
of others before the owner has submitted. Whoever wrote it is left out.
"""

from msgspec import json
from msgspec.structs import replace

from ..contract.values import ParticipantExportRemarks, Remarks, Sheet

READ_BEFORE_SENDING = (
    "Hosts wrote this about the interview, for hosts. Their names are left out of the list, but not"
    " out of what they wrote, and neither is what is about other people: read it before you hand it"
    " on."
)


def handed_over(remarks: Remarks) -> ParticipantExportRemarks:
    """What of this can be handed over, of what its reader may read."""
    is_done = remarks.mine.recommendation is not None
    sheets = [_final(sheet) for sheet in (remarks.mine, *(remarks.others or ()))]
    written = [sheet for sheet in sheets if sheet.recommendation or sheet.notes]
    # By their content: the owner's own is not known by its place either.
    written.sort(key=json.encode)
    return ParticipantExportRemarks(READ_BEFORE_SENDING, is_done, tuple(written))


def _final(sheet: Sheet) -> Sheet:
    """What of it stays as it is, and is nobody's by name."""
    notes = tuple(note for note in sheet.notes if note.final)
    scores = () if sheet.recommendation is None else sheet.scores
    return replace(sheet, name="", notes=notes, scores=scores)
