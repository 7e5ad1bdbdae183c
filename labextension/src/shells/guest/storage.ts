/** Small things a page remembers. A browser that keeps nothing only forgets them. */

const PREFIX = 'jupyter-interview:';

export class Memory {
  constructor(private readonly _storage: () => Storage) {}

  read(key: string): string | null {
    try {
      return this._storage().getItem(PREFIX + key);
    } catch {
      return null;
    }
  }

  write(key: string, value: string): void {
    try {
      this._storage().setItem(PREFIX + key, value);
    } catch {
      // Full, or forbidden by the browser.
    }
  }

  forget(key: string): void {
    try {
      this._storage().removeItem(PREFIX + key);
    } catch {
      // Forbidden by the browser, so nothing is there.
    }
  }
}

/** Until it is forgotten. */
export const browserMemory = new Memory(() => localStorage);

/** Until the tab is closed. */
export const tabMemory = new Memory(() => sessionStorage);
