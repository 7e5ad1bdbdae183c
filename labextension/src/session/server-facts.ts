/**
 * The server's role table, sentences, colours and limits, for rules in the browser.
 *
 * Made by tests/docs/tables.py from the server's code; change them there.
 */

export const TABLE = {
  "read": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer", "candidate", "observer"], "editing locked": ["owner", "interviewer", "candidate", "observer"], "runs locked": ["owner", "interviewer", "candidate", "observer"], "ended": ["owner", "interviewer", "candidate", "observer"]},
  "edit": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer", "candidate"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer", "candidate"], "ended": []},
  "language": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer", "candidate"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer", "candidate"], "ended": []},
  "files": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer", "candidate"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer", "candidate"], "ended": []},
  "show": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "run": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer", "candidate"], "editing locked": ["owner", "interviewer", "candidate"], "runs locked": ["owner", "interviewer"], "ended": []},
  "stop": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "hand": {"draft": [], "lobby": [], "live": ["candidate", "observer"], "editing locked": ["candidate", "observer"], "runs locked": ["candidate", "observer"], "ended": []},
  "rename": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "invite": {"draft": ["owner"], "lobby": ["owner"], "live": ["owner"], "editing locked": ["owner"], "runs locked": ["owner"], "ended": []},
  "start": {"draft": ["owner", "interviewer"], "lobby": [], "live": [], "editing locked": [], "runs locked": [], "ended": []},
  "admit": {"draft": [], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "role": {"draft": ["owner"], "lobby": ["owner"], "live": ["owner"], "editing locked": ["owner"], "runs locked": ["owner"], "ended": []},
  "lock": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "lower": {"draft": [], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "announce": {"draft": [], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "questions": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "hidden_tests": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "look_back": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": ["owner", "interviewer"]},
  "notes": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": ["owner", "interviewer"]},
  "kick": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "unlist": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": ["owner", "interviewer"]},
  "export": {"draft": ["owner"], "lobby": ["owner"], "live": ["owner"], "editing locked": ["owner"], "runs locked": ["owner"], "ended": ["owner"]},
  "take": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": ["owner", "interviewer"]},
  "attach": {"draft": ["owner"], "lobby": ["owner"], "live": ["owner"], "editing locked": ["owner"], "runs locked": ["owner"], "ended": []},
  "end": {"draft": ["owner", "interviewer"], "lobby": ["owner", "interviewer"], "live": ["owner", "interviewer"], "editing locked": ["owner", "interviewer"], "runs locked": ["owner", "interviewer"], "ended": []},
  "reopen": {"draft": [], "lobby": [], "live": [], "editing locked": [], "runs locked": [], "ended": ["owner"]},
  "release": {"draft": [], "lobby": [], "live": [], "editing locked": [], "runs locked": [], "ended": ["owner"]},
  "hold": {"draft": ["owner"], "lobby": ["owner"], "live": ["owner"], "editing locked": ["owner"], "runs locked": ["owner"], "ended": ["owner"]},
  "delete": {"draft": ["owner"], "lobby": ["owner"], "live": ["owner"], "editing locked": ["owner"], "runs locked": ["owner"], "ended": ["owner"]},
  "join": {"draft": ["owner", "interviewer", "candidate", "observer"], "lobby": ["owner", "interviewer", "candidate", "observer"], "live": ["owner", "interviewer", "candidate", "observer"], "editing locked": ["owner", "interviewer", "candidate", "observer"], "runs locked": ["owner", "interviewer", "candidate", "observer"], "ended": ["owner"]},
  "copy": {"draft": [], "lobby": [], "live": [], "editing locked": [], "runs locked": [], "ended": ["candidate"]},
  "name": {"draft": ["owner", "interviewer", "candidate", "observer"], "lobby": ["owner", "interviewer", "candidate", "observer"], "live": ["owner", "interviewer", "candidate", "observer"], "editing locked": ["owner", "interviewer", "candidate", "observer"], "runs locked": ["owner", "interviewer", "candidate", "observer"], "ended": []},
  "leave": {"draft": ["owner", "interviewer", "candidate", "observer"], "lobby": ["owner", "interviewer", "candidate", "observer"], "live": ["owner", "interviewer", "candidate", "observer"], "editing locked": ["owner", "interviewer", "candidate", "observer"], "runs locked": ["owner", "interviewer", "candidate", "observer"], "ended": ["owner", "interviewer", "candidate", "observer"]},
  "stay": {"draft": ["owner", "interviewer", "candidate", "observer"], "lobby": ["owner", "interviewer", "candidate", "observer"], "live": ["owner", "interviewer", "candidate", "observer"], "editing locked": ["owner", "interviewer", "candidate", "observer"], "runs locked": ["owner", "interviewer", "candidate", "observer"], "ended": ["owner", "interviewer"]},
  "revoke": {"draft": ["owner"], "lobby": ["owner"], "live": ["owner"], "editing locked": ["owner"], "runs locked": ["owner"], "ended": ["owner"]}
} as const;

export const ACTIONS = ["read", "edit", "language", "files", "show", "run", "stop", "hand", "rename", "invite", "start", "admit", "role", "lock", "lower", "announce", "questions", "hidden_tests", "look_back", "notes", "kick", "unlist", "export", "take", "attach", "end", "reopen", "release", "hold", "delete"] as const;

export const SENTENCES = {
  "edit": "Observers watch; they cannot edit.",
  "language": "Observers watch; they cannot switch the language.",
  "files": "Observers watch; they cannot change the files.",
  "show": "Only the people who hold this interview can show a file to everybody.",
  "run": "Observers watch; they cannot run code.",
  "stop": "Only the people who hold this interview can stop the runs of others.",
  "hand": "Hands are raised by those who do not hold the interview, while it is live.",
  "rename": "Only the people who hold this interview can rename it.",
  "invite": "Only the owner of this interview can invite people.",
  "start": "Only the people who hold this interview can start it, and only a draft.",
  "admit": "Only the people who hold this interview can let others in, once it is live.",
  "role": "Only the owner of this interview can change roles.",
  "lock": "Only the people who hold this interview can lock it.",
  "lower": "Only the people who hold this interview can lower the hands of others.",
  "announce": "Only the people who hold this interview can tell everybody something, once it is live.",
  "questions": "Only the people who hold this interview can choose its questions.",
  "hidden_tests": "Only the people who hold this interview can run its hidden tests.",
  "look_back": "Only the people who hold this interview can look back at its texts.",
  "notes": "Only the people who hold this interview can write notes and scores.",
  "kick": "Only the people who hold this interview can remove others.",
  "unlist": "Only the people who hold this interview can take others off the list.",
  "export": "Only the owner of this interview can export what is kept of others.",
  "take": "Only the people who hold this interview can take it away.",
  "attach": "Only the owner of this interview can attach it to a file.",
  "end": "Only the people who hold this interview can end it.",
  "reopen": "Only the owner of this interview can reopen it, once it has ended.",
  "release": "Only the owner of this interview can release copies of it, once it has ended.",
  "copy": "Only candidates fetch a copy of this interview, once it was released to them.",
  "hold": "Only the owner of this interview can keep it from being deleted, and take that back.",
  "delete": "Only the owner of this interview can delete it.",
  "revoke": "Only the owner of this interview can see and revoke its links."
} as const;

export const LOCKED_SENTENCES = {
  "editing locked": "Editing is locked by the interviewer.",
  "runs locked": "Runs are locked by the interviewer."
} as const;

export const ENDED_SENTENCE = "This interview has ended." as const;

export const WAITING_SENTENCE = "The interviewer has not let you in yet." as const;

export const STATUS = {
  "invalid_json": 400,
  "invalid_utf8": 400,
  "invalid_field": 400,
  "unknown_field": 400,
  "unknown_language": 400,
  "unknown_event": 400,
  "text_too_long": 413,
  "body_too_large": 413,
  "unauthenticated": 401,
  "invalid_credential": 401,
  "xsrf": 403,
  "cross_origin": 404,
  "forbidden": 403,
  "waiting": 403,
  "locked": 403,
  "not_found": 404,
  "method_not_allowed": 405,
  "key_reused": 422,
  "run_conflict": 409,
  "texts_differ": 409,
  "attached_elsewhere": 409,
  "not_empty": 409,
  "submitted": 409,
  "incomplete": 409,
  "held": 409,
  "session_ended": 410,
  "rate_limited": 429,
  "not_enabled": 501,
  "update_refused": 400,
  "unavailable": 503,
  "storage_full": 507,
  "version": 426
} as const;

export const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#c2509a", "#8c6d00", "#7a52cc", "#0f8b8d", "#b5473c", "#5b7f00", "#6a6f9c"] as const;

export const DEFAULT_TITLE = "Untitled interview" as const;

export const LIMITS = {
  "textBytes": 262144,
  "outputBytes": 262144,
  "jsonBytes": 65536,
  "frameBytes": 262144,
  "errorBytes": 32768,
  "nameCharacters": 64,
  "titleCharacters": 120,
  "participants": 500,
  "invites": 200,
  "runsPerMinute": 30,
  "offlineRunsPerMinute": 120,
  "releaseDays": 30,
  "releaseDaysMost": 366,
  "welcomeRuns": 50,
  "welcomeOutputBytes": 1048576
} as const;
