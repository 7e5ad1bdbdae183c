/** Events as the contract and logs write them: what is as by default is left out. */
import { DEFAULTS, type SessionEvent } from '../contract/generated-events';

/** The event without properties that are not needed, as the server's encoder leaves them out. */
export function compact<Event extends SessionEvent>(event: Event): Event {
  const defaults: Readonly<Record<string, unknown>> = DEFAULTS[event.type];
  const told = Object.entries(event).filter(
    ([name, value]) => value !== undefined && !(name in defaults && isSame(value, defaults[name]))
  );
  return Object.fromEntries(told) as Event;
}

function isSame(value: unknown, other: unknown): boolean {
  return Array.isArray(other) ? Array.isArray(value) && value.length === 0 : value === other;
}
