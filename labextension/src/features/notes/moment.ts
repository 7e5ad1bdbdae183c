/** The moment of a note that is being written: that of its first keystroke, or earlier by choice. */

/** How far one goes back at a time. */
export const STEP_MS = 30_000;

export interface IBegun {
  /** When the first key was pressed; null before that. */
  readonly at: number | null;
  /** How much earlier than that it shall be. */
  readonly earlierMs: number;
}

export const NOTHING_YET: IBegun = { at: null, earlierMs: 0 };

/** The same after the text has become this one: an empty one begins anew. */
export function afterTyping(begun: IBegun, text: string, now: number): IBegun {
  return text === '' ? { ...begun, at: null } : { ...begun, at: begun.at ?? now };
}

export function earlier(begun: IBegun): IBegun {
  return { ...begun, earlierMs: begun.earlierMs + STEP_MS };
}

/** When it is, which for a note without words is now. */
export function momentOf({ at, earlierMs }: IBegun, now: number): number {
  return (at ?? now) - earlierMs;
}

const OLDEST_MS = 24 * 3600 * 1000;

/** How long ago a moment was, as the server wants to hear it. */
export function ageOf(moment: number, now: number): number {
  return Math.round(Math.min(OLDEST_MS, Math.max(0, now - moment)));
}
