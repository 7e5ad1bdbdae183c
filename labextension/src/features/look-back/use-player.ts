/** A recording that is being looked through, as hooks. */
import * as React from 'react';
import type { IRecording } from '../../contract/protocol';
import { linked } from '../../playback/links';
import type { IMoment } from '../../playback/moments';
import { Playback } from '../../playback/playback';
import { Player, type IFrames } from '../../playback/player';
import { Truths } from '../../playback/truth';

/** Milliseconds of work in one go, and edits between two looks at the clock. */
const SLICE_MS = 8;
const EDITS = 256;

const FRAMES: IFrames = {
  request: callback => requestAnimationFrame(callback),
  cancel: request => cancelAnimationFrame(request)
};

export interface IPrepared {
  readonly playback: Playback;
  /** Whether its entries are there. */
  readonly isReady: boolean;
  /** Null until the seals were compared. */
  readonly truths: Truths | null;
}

/**
 * Makes what takes long in pieces, between which the page has its turn. Where there is more of a recording,
 * what was there is shown until all of the newer one is made.
 */
export function usePrepared(recording: IRecording): IPrepared {
  const newest = React.useMemo(() => new Playback(recording), [recording]);
  const [made, setMade] = React.useState<IPrepared | null>(null);
  React.useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const compare = (): void =>
      setMade({ playback: newest, isReady: true, truths: new Truths(newest) });
    const go = (): void => {
      const until = performance.now() + SLICE_MS;
      let hasMore = true;
      while (hasMore && performance.now() < until) {
        hasMore = newest.prepare(EDITS);
      }
      if (hasMore) {
        timer = setTimeout(go);
      } else {
        setMade(before => before ?? { playback: newest, isReady: true, truths: null });
        timer = setTimeout(compare);
      }
    };
    timer = setTimeout(go);
    return () => clearTimeout(timer);
  }, [newest]);
  return made ?? { playback: newest, isReady: false, truths: null };
}

/** Where one begins: at the moment that the address names, or else at the end. */
export function beginning(playback: Playback, fragment: string): IMoment {
  return linked(fragment, playback.moments)?.moment ?? playback.moments.last;
}

/** The player of a recording. It stays where it is when there is more, unless it is at the end. */
export function usePlayer(playback: Playback, fragment: string): Player {
  const [player] = React.useState(
    () => new Player(playback, FRAMES, beginning(playback, fragment))
  );
  React.useEffect(() => player.goOn(playback), [player, playback]);
  React.useEffect(() => () => player.dispose(), [player]);
  const follow = React.useCallback(
    (changed: () => void) => {
      player.changed.connect(changed);
      return () => player.changed.disconnect(changed);
    },
    [player]
  );
  // Drawn in the same frame, and not in the one after it.
  React.useSyncExternalStore(follow, () => player.frames);
  return player;
}
