"""The settings of a session: what a change makes of them, and who may make it.

Commands and events that change settings have properties with the names of the settings. What one
does not name stays, so nothing here knows any setting by its name.
"""

from dataclasses import fields, replace
from typing import Any

from ..contract.session import CreateSession, SessionChange, SessionChanged, SessionCreated
from ..domain.roles import Phases, Role, demand
from ..domain.settings import IN_LOBBY, OPERATIONS, Settings

_NAMES = tuple(field.name for field in fields(Settings))

Change = CreateSession | SessionCreated | SessionChange | SessionChanged


def named(change: Change) -> dict[str, Any]:
    """The settings that a command or an event names."""
    values = {name: getattr(change, name, None) for name in _NAMES}
    return {name: value for name, value in values.items() if value is not None}


def after(settings: Settings, change: Change) -> Settings:
    """The settings after a change."""
    return replace(settings, **named(change))


def others(settings: Settings, change: Change) -> dict[str, Any]:
    """Those that a change names and that are not so already."""
    return {
        name: value for name, value in named(change).items() if value != getattr(settings, name)
    }


def demand_change(role: Role, change: Change, phases: Phases) -> None:
    """Raise the role table's refusal of a change, if there is one."""
    for name in named(change):
        demand(role, OPERATIONS[name], phases)


def in_lobby(settings: Settings) -> Settings:
    """What somebody in the lobby may know of them; the others are as by default."""
    return Settings(**{name: getattr(settings, name) for name in IN_LOBBY})
