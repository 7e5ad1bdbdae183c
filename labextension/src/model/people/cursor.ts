/**
 * Cursors as they travel (JSON of Yjs relative positions) and as the editor wants them.
 *
 * A cursor comes from another person's browser and the server does not look inside, so its parts
 * are checked here: a malformed position would make the editor drop every remote caret.
 */
import * as Y from 'yjs';
import { rootOf } from '../../contract/files';
import type { ICursor } from '../../contract/protocol';

export interface ICaret {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

/** Null when it is no position in that file's text. */
export function toCaret(cursor: ICursor, file: string): ICaret | null {
  const anchor = toPosition(cursor.anchor, file);
  const head = toPosition(cursor.head, file);
  return anchor && head ? { anchor, head } : null;
}

/** The cursor an editor left in the awareness, if there is one. */
export function fromCaret(value: unknown): ICursor | null {
  if (!isRecord(value) || !isRecord(value.anchor) || !isRecord(value.head)) {
    return null;
  }
  return { anchor: positionJson(value.anchor), head: positionJson(value.head) };
}

function positionJson(value: Record<string, unknown>): object {
  return value instanceof Y.RelativePosition ? (Y.relativePositionToJSON(value) as object) : value;
}

function toPosition(json: object, file: string): Y.RelativePosition | null {
  const { type, tname, item, assoc } = json as Record<string, unknown>;
  const isInBuffer = tname === rootOf(file) || (isNothing(tname) && !isNothing(item));
  const isWellFormed =
    isInBuffer &&
    isNothing(type) &&
    (isNothing(item) || isId(item)) &&
    (isNothing(assoc) || typeof assoc === 'number');
  return isWellFormed ? Y.createRelativePositionFromJSON(json) : null;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isId(value: unknown): boolean {
  return isRecord(value) && isNatural(value.client) && isNatural(value.clock);
}

function isNatural(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
