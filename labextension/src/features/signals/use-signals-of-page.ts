/** What the panel tells the model of its page: text that was copied here, and absences. */
import * as React from 'react';
import { systemClock } from '../../model/clock';
import type { ISignals } from '../../model/signals/signals';
import { useSession, useSignals } from '../use-interview';
import { thisPage, watchAway } from './away-watch';

export function useAway(): void {
  const session = useSession();
  const signals = useSignals();
  const isNoted =
    session.settings.noteAway && session.state === 'live' && session.role === 'candidate';
  React.useEffect(
    () =>
      isNoted ? watchAway(thisPage, systemClock, absence => signals.wasAway(absence)) : undefined,
    [signals, isNoted]
  );
}

/** Remembers text that was copied, cut or dragged somewhere in the panel. */
export function rememberCopies(
  signals: ISignals
): Pick<React.DOMAttributes<HTMLElement>, 'onCopy' | 'onCut' | 'onDragStart'> {
  const taken = (data: DataTransfer): void => {
    // The editor has put its text there already; of other text there is a selection.
    const text = data.getData('text/plain') || (document.getSelection()?.toString() ?? '');
    signals.remember(text);
  };
  return {
    onCopy: event => taken(event.clipboardData),
    onCut: event => taken(event.clipboardData),
    onDragStart: event => taken(event.dataTransfer)
  };
}
