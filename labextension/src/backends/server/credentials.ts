/**
 * The secret of a guest, as it is remembered and as it is offered.
 *
 * It opens one session, so it is kept by server and session. It is never part of an address: it
 * travels in a header or as one more offered subprotocol.
 */
import type { IGuestSecret } from '../home';

export const SECRET_HEADER = 'X-Interview-Secret';
export const PROTOCOL = 'interview.v1';

export function secretProtocol(secret: string): string {
  return `interview.secret.${secret}`;
}

/** A Jupyter token for a server whose cookies this page does not have. */
export function tokenProtocol(token: string): string {
  return `interview.token.${token}`;
}

export class GuestSecret implements IGuestSecret {
  /** `storage` is null where the browser keeps nothing for this page. */
  constructor(
    baseUrl: string,
    sessionId: string,
    private readonly _storage: Storage | null = browserStorage()
  ) {
    this._key = `jupyter-interview:secret:${baseUrl}:${sessionId}`;
    this._value = this._storage?.getItem(this._key) ?? null;
  }

  get value(): string | null {
    return this._value;
  }

  remember(secret: string): void {
    this._value = secret;
    try {
      this._storage?.setItem(this._key, secret);
    } catch {
      // A full or forbidden storage: the secret lasts as long as the page.
    }
  }

  forget(): void {
    this._value = null;
    this._storage?.removeItem(this._key);
  }

  private readonly _key: string;
  private _value: string | null;
}

function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
