/**
 * What a screen reader is told about runs: their start and their end, never their output, which can
 * be a flood and is read at leisure.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { IRun } from '../../contract/protocol';
import { languageName, outcomeName, outcomeOf } from '../wording';

export function useRunAnnouncement(runs: readonly IRun[], trans: TranslationBundle): string {
  const known = React.useRef<ReadonlyMap<string, string> | null>(null);
  const [announcement, setAnnouncement] = React.useState('');
  React.useEffect(() => {
    const before = known.current;
    known.current = new Map(runs.map(run => [run.id, run.state]));
    if (before === null) {
      return;
    }
    const changed = runs.filter(run => before.get(run.id) !== run.state);
    if (changed.length > 0) {
      setAnnouncement(announce(changed[changed.length - 1], trans));
    }
  }, [runs, trans]);
  return announcement;
}

function announce(run: IRun, trans: TranslationBundle): string {
  const name = run.user?.name ?? trans.__('Somebody');
  const language = languageName(run.language);
  return run.state === 'running'
    ? trans.__('%1 started a %2 run', name, language)
    : trans.__('%2 run of %1: %3', name, language, outcomeName(outcomeOf(run), trans));
}
