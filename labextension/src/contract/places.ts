/** Places in the log of a session, as they are written: the number of an entry, and its microsecond. */

export interface IPlace {
  readonly seq: number;
  readonly atUs: number;
}

/** Reads `seq:at`; what is none is the place before everything. */
export function placeOf(text: string): IPlace {
  const found = /^(\d{1,15}):(\d{1,16})$/.exec(text);
  return { seq: Number(found?.[1] ?? 0), atUs: Number(found?.[2] ?? 0) };
}

/** When the entry at a place was written, in milliseconds since 1970. */
export function timeOf(text: string): number {
  return placeOf(text).atUs / 1000;
}
