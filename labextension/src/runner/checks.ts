/** Whether a value that came out of the sandbox is of a type and size that was meant. */
import { CHUNK_LIMIT, MODULES_LIMIT } from './limits';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function isOneOf<T extends string>(value: unknown, choices: readonly T[]): value is T {
  return (choices as readonly unknown[]).includes(value);
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** A text small enough for one message. */
export function isChunk(value: unknown): value is string {
  return typeof value === 'string' && value.length <= CHUNK_LIMIT;
}

/** A text cut to a limit; null for anything but a text. */
export function cutText(value: unknown, limit: number): string | null {
  return typeof value === 'string' ? value.slice(0, limit) : null;
}

/** Those of a list that could be names of modules. */
export function moduleNames(value: unknown): string[] {
  const names = Array.isArray(value) ? value.slice(0, MODULES_LIMIT) : [];
  return names.filter(
    (name): name is string => typeof name === 'string' && /^[\w.]{1,200}$/.test(name)
  );
}
