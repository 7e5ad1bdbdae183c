/** The browser's locks as far as tabs use them: one holder a name, the others wait in line. */
import type { Locks } from '../src/backends/local/tabs';

type Grant = () => unknown;

export class LockTable {
  readonly locks = {
    query: () =>
      Promise.resolve({ held: [...this._lines.keys()].map(name => ({ name })), pending: [] }),
    request: (name: string, ...rest: [Grant] | [LockOptions, Grant]) => {
      const [options, grant] = rest.length === 1 ? [{}, rest[0]] : rest;
      return new Promise<void>((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(new Error('called off')));
        const line = this._lines.get(name) ?? [];
        this._lines.set(name, line);
        const next = (): void => {
          line.shift();
          resolve();
          if (line.length === 0) {
            this._lines.delete(name);
          }
          line[0]?.();
        };
        line.push(() => {
          void Promise.resolve(options.signal?.aborted ? null : grant()).then(next);
        });
        if (line.length === 1) {
          line[0]();
        }
      });
    }
  } as unknown as Locks;

  private readonly _lines = new Map<string, (() => void)[]>();
}
