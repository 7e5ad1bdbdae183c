/**
 * The server's role table, templates, colours and limits, for interviews without a server.
 *
 * Made by tests/docs/tables.py from the server's code; change them there.
 */

export const OWNER_ACTIONS = {
  "draft": [
    "read",
    "edit",
    "language",
    "run",
    "rename",
    "invite",
    "start",
    "role",
    "lock",
    "kick",
    "export",
    "attach",
    "end",
    "delete"
  ],
  "live": [
    "read",
    "edit",
    "language",
    "run",
    "rename",
    "invite",
    "admit",
    "role",
    "lock",
    "lower",
    "kick",
    "export",
    "attach",
    "end",
    "delete"
  ],
  "ended": [
    "read",
    "export",
    "reopen",
    "delete"
  ]
} as const;

export const TEMPLATES = {
  "javascript": "// Everyone in this interview edits this text. Run shows the output to all of you.\nfunction hello(name) {\n  return `Hello, ${name}!`;\n}\n\nconsole.log(hello('world'));\n",
  "typescript": "// Everyone in this interview edits this text. Run shows the output to all of you.\nfunction hello(name: string): string {\n  return `Hello, ${name}!`;\n}\n\nconsole.log(hello('world'));\n",
  "python": "# Everyone in this interview edits this text. Run shows the output to all of you.\ndef hello(name):\n    return f\"Hello, {name}!\"\n\n\nprint(hello(\"world\"))\n"
} as const;

export const PALETTE = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#c2509a",
  "#8c6d00",
  "#7a52cc",
  "#0f8b8d",
  "#b5473c",
  "#5b7f00",
  "#6a6f9c"
] as const;

export const DEFAULT_TITLE = "Untitled interview" as const;

export const NAME_CHARACTERS = 64 as const;

export const TITLE_CHARACTERS = 120 as const;

export const WELCOME_RUNS = 50 as const;

export const LIMITS = {
  "textBytes": 262144,
  "outputBytes": 262144,
  "jsonBytes": 65536,
  "frameBytes": 262144
} as const;
