/**
 * Global names that every program has besides the engine's own: Node's that need no module, and
 * `fetch`, which says why it fails.
 */
import { NO_NETWORK } from './advice';
import type { NodeTiming } from './node-timing';

type Scope = Record<string, unknown>;

const { apply, defineProperty } = Reflect;

export function furnish(scope: Scope, timing: NodeTiming): void {
  define(scope, {
    global: scope,
    setImmediate: (callback: () => void, ...args: unknown[]) => timing.immediate(callback, args),
    clearImmediate: (id: unknown) => timing.clear(id)
  });
  const { fetch: ask } = scope;
  if (typeof ask === 'function') {
    const fetch = async (...args: unknown[]): Promise<unknown> => {
      try {
        return (await apply(ask, scope, args)) as unknown;
      } catch {
        throw new TypeError(`fetch failed: ${NO_NETWORK}`);
      }
    };
    define(scope, { fetch });
  }
  const { crypto } = scope as { crypto?: Crypto };
  if (crypto !== undefined && typeof crypto.randomUUID !== 'function') {
    // Browsers keep it for pages that came over HTTPS.
    defineProperty(crypto, 'randomUUID', {
      value: () => uuid(crypto.getRandomValues(new Uint8Array(16))),
      configurable: true
    });
  }
}

/** As Node's: there, and not found by going through the global object. */
export function define(scope: object, names: Scope): void {
  for (const [name, value] of Object.entries(names)) {
    defineProperty(scope, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

function uuid(bytes: Uint8Array): string {
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
