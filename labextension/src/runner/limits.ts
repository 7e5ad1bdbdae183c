/** The runner's limits, and the sentences people read when one is reached. */

/** Of all streams together, counted in UTF-8 bytes: one half for the beginning, one for the end. */
export const OUTPUT_LIMIT_BYTES = 256 * 1024;

/** The most bytes of a flood that are held back on its way, and so are known of its end. */
export const TAIL_LIMIT_BYTES = OUTPUT_LIMIT_BYTES / 2;

/** Longest HTML and plain form of one displayed thing, in UTF-8 bytes: both fit into a frame. */
export const HTML_LIMIT_BYTES = 40 * 1024;
export const PLAIN_LIMIT_BYTES = 8 * 1024;

export const DEFAULT_TIME_LIMIT_MS = 10_000;

/** How long a program may wait for a person and for packages in total. */
export const WAIT_LIMIT_MS = 600_000;

/** How much later than the sandbox the page itself enforces the time limit. */
export const TIME_LIMIT_GRACE_MS = 2_000;

/** The time after which a sandbox that has not confirmed a stop loses its frame. */
export const STOP_GRACE_MS = 700;

/** The next spare worker is started this long into a run, or at its end. */
export const SPARE_DELAY_MS = 250;

/** A run that waits longer than this for its interpreter says so. */
export const START_NOTICE_MS = 400;

/** An interpreter that takes longer than this to start is given up. */
export const BOOT_LIMIT_MS = 60_000;

/** A run that the page has handed over, and that has not begun after so long, has lost its frame. */
export const BEGIN_LIMIT_MS = BOOT_LIMIT_MS + TIME_LIMIT_GRACE_MS;

/** A frame that is there says in far less time that it has its files; it may still be starting. */
export const TAKE_LIMIT_MS = 60_000;

/** A server from which nothing has come for so long is not waited for any more. */
export const SILENCE_LIMIT_MS = 60_000;

/** How long a program that nobody can be asked by may wait for packages and files in total. */
export const FILES_WAIT_LIMIT_MS = 180_000;

/** What a check may take beside the time of its cases: to fetch a language and to start it. */
export const CHECK_START_LIMIT_MS = 300_000;

/** Longest error text taken from a sandbox, in UTF-16 units. */
export const ERROR_TEXT_LIMIT = 16 * 1024;

/** Longest piece of output in one message, in UTF-16 units. */
export const CHUNK_LIMIT = 32 * 1024;

/** WebAssembly memory of one interpreter, in pages of 64 KiB: 256 MB. */
export const MEMORY_LIMIT_PAGES = 4096;

/** Buffers, blobs and memories that one program may hold beside the engine's own heap: 4 GB. */
export const BUFFERS_LIMIT_BYTES = 4 * 1024 ** 3;

/** The same for a pack, whose interpreter may keep files of its own in such buffers: 1 GB. */
export const PACK_BUFFERS_LIMIT_BYTES = 1024 ** 3;

/** Most files of one program, with the one that is run, and how much text they hold together. */
export const FILES_LIMIT = 20;
export const FILES_LIMIT_BYTES = 256 * 1024;

/** Longest question of a program that is shown beside the field for its answer. */
export const PROMPT_LIMIT = 1024;

/** Most modules that a program may have packages loaded for. */
export const MODULES_LIMIT = 200;

/** How much is kept of a test's name, of a value and of a sentence, in UTF-16 units. */
export const TEST_NAME_LIMIT = 80;
export const TEST_VALUE_LIMIT = 200;
export const TEST_MESSAGE_LIMIT = 500;

/** How many times as long as a program all of its tests may take together. */
export const TESTS_TIMES = 6;

/** Most cases of one run, and the longest JSON of what a program answers to one. */
export const CASES_LIMIT = 500;
export const ANSWER_LIMIT = 64 * 1024;

/** The longest JSON of what came of a case: escapes and the words around a value make it longer. */
export const OUTCOME_LIMIT = 2 * ANSWER_LIMIT + 4096;

export function timeLimitSentence(timeLimitMs: number): string {
  return `Stopped after ${Number((timeLimitMs / 1000).toFixed(1))} s: time limit`;
}

/** The seconds in a `timeLimitSentence`, and null for any other sentence. */
export function timeLimitOf(sentence: string): number | null {
  const seconds = /^Stopped after ([\d.]+) s: time limit$/.exec(sentence);
  return seconds === null ? null : Number(seconds[1]);
}

export const STOPPED_SENTENCE = 'Stopped';

export const LOST_SENTENCE =
  'The sandbox stopped responding and was restarted. The program may have run out of memory.';

export const BUSY_SENTENCE = 'A run is already active';

export const DISPOSED_SENTENCE = 'The runner was closed';
