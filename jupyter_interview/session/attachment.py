"""The file that a session is attached to. No log knows it, because no server begins with one."""

import dataclasses

from ..contract.session import AttachmentBegun, AttachmentEnded, BeginAttachment, EndAttachment
from ..domain.actor import Actor
from .interview import Decided, Given, Interview

Command = BeginAttachment | EndAttachment
Event = AttachmentBegun | AttachmentEnded


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    """Who may attach a session is asked before its file is opened, so the server says it here."""
    actor.demand_server()
    match command:
        case BeginAttachment():
            return [Decided(AttachmentBegun(command.attachment))]
        case EndAttachment():
            return [Decided(AttachmentEnded(command.reason))]


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    attachment = event.attachment if isinstance(event, AttachmentBegun) else None
    return dataclasses.replace(interview, attachment=attachment)
