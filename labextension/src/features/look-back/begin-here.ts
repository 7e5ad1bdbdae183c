/** Another interview that begins with the files of a moment, for whoever looks back. */
import * as React from 'react';
import type { IRecording } from '../../contract/protocol';
import { LONGEST_TITLE } from '../../model/people/names';
import { clockOf } from '../../playback/links';
import type { Player } from '../../playback/player';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import type { IBeginning } from './look-back-source';

/** Begins it at the moment where the player is; null for whoever may not. */
export function useBeginHere(
  beginning: IBeginning | null,
  { session, start }: IRecording,
  player: Player,
  say: (words: string) => void
): (() => void) | null {
  const trans = useTrans();
  const [isAllowed, setAllowed] = React.useState(false);
  const isBusy = React.useRef(false);
  React.useEffect(() => {
    let isGone = false;
    beginning?.isAllowed().then(
      allowed => !isGone && setAllowed(allowed),
      // Whoever cannot ask cannot begin one either.
      () => !isGone && setAllowed(false)
    );
    return () => {
      isGone = true;
    };
  }, [beginning]);
  if (beginning === null || !isAllowed || start === null) {
    return null;
  }
  return () => {
    if (isBusy.current) {
      return;
    }
    isBusy.current = true;
    const { seq, at } = player.moment;
    beginning
      .at(seq, titleAt(session.title, clockOf(at)))
      .catch((reason: unknown) => say(sentence(reason, trans)))
      .finally(() => {
        isBusy.current = false;
      });
  };
}

/** The title with the time behind it, no longer than a title may be. */
export function titleAt(title: string, clock: string): string {
  const mark = ` (${clock})`;
  return [...title].slice(0, LONGEST_TITLE - mark.length).join('') + mark;
}
