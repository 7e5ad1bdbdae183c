/**
 * Reads what comes of a live interview while the player is at the end of it, one reading at a time. A long
 * recording is read less often, so that the page has most of its time for whoever looks.
 */
import * as React from 'react';

/** Seldom enough for the limit of a server, which is sixty a minute. */
export const READ_EVERY_MS = 5000;
const LONGEST_MS = 60_000;
/** After a reading at least so many times as long as it took. */
const REST = 9;

/** `read` answers whether it could; null where nothing comes any more. */
export function useKeepUp(
  read: (() => Promise<boolean>) | null,
  isWanted: boolean,
  everyMs = READ_EVERY_MS
): void {
  const latest = React.useRef(read);
  latest.current = read;
  const lastAt = React.useRef(performance.now());
  const reads = read !== null && isWanted;
  React.useEffect(() => {
    if (!reads) {
      return;
    }
    let isOver = false;
    let wait = everyMs;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      // Nobody sees a hidden page.
      if (!document.hidden && latest.current !== null) {
        const began = performance.now();
        const isRead = await latest.current();
        lastAt.current = performance.now();
        wait = isRead
          ? Math.max(everyMs, REST * (lastAt.current - began))
          : Math.min(LONGEST_MS, 2 * wait);
      }
      if (!isOver) {
        timer = setTimeout(() => void ask(), wait);
      }
    };
    const passed = performance.now() - lastAt.current;
    timer = setTimeout(() => void ask(), Math.max(0, everyMs - passed));
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reads, everyMs]);
}
