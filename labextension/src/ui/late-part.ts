/**
 * Parts of the panel whose script is fetched when they are wanted, so that a page begins with less.
 * What was fetched once is kept: from then on it is drawn immediately, also when the server has gone.
 */
import * as React from 'react';

export class LatePart<T> {
  constructor(private _load: () => Promise<T>) {}

  /** Null until it was fetched. */
  get current(): T | null {
    return this._current;
  }

  /** Fetches it once. A failure is not kept: whoever asks after that tries again. */
  fetch(): Promise<T> {
    this._fetched ??= this._load().then(
      part => (this._current = part),
      reason => {
        this._fetched = null;
        throw reason;
      }
    );
    return this._fetched;
  }

  private _current: T | null = null;
  private _fetched: Promise<T> | null = null;
}

export interface ILate<T> {
  /** Null while it is fetched, and where it could not be. */
  readonly part: T | null;
  readonly hasFailed: boolean;
  readonly again: () => void;
}

export function useLate<T>(late: LatePart<T>): ILate<T> {
  const [fetched, setFetched] = React.useState<{ part: T } | null>(null);
  const [hasFailed, setFailed] = React.useState(false);
  const [tries, setTries] = React.useState(0);
  React.useEffect(() => {
    let isHere = true;
    setFailed(false);
    late.fetch().then(
      part => isHere && setFetched({ part }),
      () => isHere && setFailed(true)
    );
    return () => {
      isHere = false;
    };
  }, [late, tries]);
  const again = React.useCallback(() => setTries(count => count + 1), []);
  return { part: fetched?.part ?? late.current, hasFailed, again };
}
