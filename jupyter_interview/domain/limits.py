"""All limits of the server.

Sizes are bytes of UTF-8 (or of the frame), rates are per second, times are seconds. A server may
override them by name (``c.InterviewApp.limits``); clients learn the ones they need from
``welcome``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, frame, socket, session or server may take."""

    body_bytes: int = 1024 * 1024
    json_bytes: int = 64 * 1024
    json_depth: int = 8
    frame_bytes: int = 256 * 1024
    presence_bytes: int = 2 * 1024
    text_bytes: int = 256 * 1024
    document_bytes: int = 1024 * 1024
    output_bytes: int = 256 * 1024

    name_characters: int = 64
    title_characters: int = 120
    announcement_characters: int = 300
    remark_characters: int = 2000
    error_bytes: int = 32 * 1024

    participants: int = 500
    class_sessions: int = 200
    list_sessions: int = 50
    list_sessions_most: int = 200
    invites: int = 200
    yjs_clients: int = 1000
    notes: int = 200
    remarks: int = 600
    update_structs: int = 5000
    update_delete_ranges: int = 5000
    update_clients: int = 8
    sockets_per_participant: int = 5
    sockets_per_session: int = 50
    sockets_per_process: int = 500

    stranger_bytes: int = 64 * 1024
    stranger_body_bytes: int = 16 * 1024
    stranger_sockets: int = 500
    stranger_sockets_per_address: int = 250
    refused_sockets_per_minute: int = 60
    goodbyes: int = 100
    goodbyes_per_address: int = 20
    body_seconds: float = 30.0
    downloads: int = 400
    downloads_per_address: int = 100
    downloads_waiting: int = 1000
    slowest_reader_bytes_per_second: int = 1024

    messages_per_second: int = 50
    message_burst: int = 200
    message_backlog: int = 1000
    bytes_per_second: int = 128 * 1024
    byte_burst: int = 1024 * 1024
    sync_requests_per_second: float = 0.5
    sync_request_burst: int = 5
    file_changes_per_minute: int = 60
    runs_per_minute: int = 30
    offline_runs_per_minute: int = 120
    offline_seconds: int = 7 * 24 * 3600
    wrong_secrets_per_minute: int = 10
    joins_per_minute: int = 300
    renames_per_minute: int = 20
    exports_per_minute: int = 6
    announcements_per_minute: int = 10
    signals_per_minute: int = 60
    questions_per_minute: int = 30
    looks_back_per_minute: int = 60
    remarks_per_minute: int = 120
    release_days: int = 30
    release_days_most: int = 366
    refusals: int = 3
    refusal_window: float = 10.0

    outbound_presence_bytes: int = 1024 * 1024
    outbound_bytes: int = 4 * 1024 * 1024
    stall_seconds: float = 15.0
    code_change_interval: float = 0.05
    presence_interval: float = 0.1

    welcome_runs: int = 50
    welcome_output_bytes: int = 1024 * 1024

    server_runs_at_once: int = 2
    server_run_queue: int = 8
    server_runs_per_person: int = 3
    server_runs_per_session: int = 4
    server_runs_per_address: int = 6
    server_run_seconds: float = 10.0
    server_run_wait_seconds: float = 10.0
    server_run_memory_bytes: int = 640 * 1024 * 1024

    ack_interval: float = 0.065
    place_interval: float = 5.0
    commit_interval: float = 0.05
    commit_changes: int = 32
    idle_room_seconds: float = 60.0
    ping_seconds: float = 17.0

    def with_overrides(self, overrides: Mapping[str, object]) -> "Limits":
        """These limits with some changed; raises ValueError for an impossible name or value."""
        known = {field.name: field.type for field in fields(self)}
        for name, value in overrides.items():
            if name not in known:
                raise ValueError(f"there is no limit called {name!r}")
            if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
                raise ValueError(f"the limit {name!r} must be a number above 0")
        return replace(self, **overrides)  # type: ignore[arg-type]
