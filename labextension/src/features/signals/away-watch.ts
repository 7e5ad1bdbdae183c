/** Notices when somebody is away from the page, and tells how long they were when they are back. */
import type { IAwayNoted } from '../../contract/protocol';
import type { IClock } from '../../model/clock';

/** Shorter absences are none. */
const LEAST_SECONDS = 5;
const MOST_SECONDS = 24 * 3600;
/** The focus may be on its way into a frame of the same page. */
const SETTLED_MS = 300;

export interface IWatchedPage {
  /** How they are away now; null when they are here. */
  away(): IAwayNoted['how'] | null;
  /** Calls back when that may have changed; the function that it returns ends that. */
  follow(changed: () => void): () => void;
}

/** The page of this script. A frame of it that has the focus is the page as well. */
export const thisPage: IWatchedPage = {
  away: () => (document.hidden ? 'hidden' : document.hasFocus() ? null : 'unfocused'),
  follow: changed => {
    document.addEventListener('visibilitychange', changed);
    window.addEventListener('focus', changed);
    window.addEventListener('blur', changed);
    return () => {
      document.removeEventListener('visibilitychange', changed);
      window.removeEventListener('focus', changed);
      window.removeEventListener('blur', changed);
    };
  }
};

/** Watches until the function that it returns is called. */
export function watchAway(
  page: IWatchedPage,
  clock: IClock,
  onBack: (absence: IAwayNoted) => void
): () => void {
  let absence: { since: number; how: IAwayNoted['how'] } | null = null;
  let cancel = (): void => undefined;
  const look = (): void => {
    const how = page.away();
    if (how !== null) {
      const isHidden = how === 'hidden' || absence?.how === 'hidden';
      absence = { since: absence?.since ?? clock.now(), how: isHidden ? 'hidden' : 'unfocused' };
    } else if (absence !== null) {
      const seconds = Math.floor((clock.now() - absence.since) / 1000);
      if (seconds >= LEAST_SECONDS) {
        onBack({ how: absence.how, seconds: Math.min(seconds, MOST_SECONDS) });
      }
      absence = null;
    }
  };
  const changed = (): void => {
    look();
    cancel();
    cancel = clock.after(SETTLED_MS, look);
  };
  changed();
  const end = page.follow(changed);
  return () => {
    end();
    cancel();
  };
}
