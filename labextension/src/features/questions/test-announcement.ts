/** What a screen reader is told about tests: how many passed, once, when the last of them has run. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ICheck } from '../../contract/protocol';
import { passedName } from '../wording';
import { brokenOff } from './test-words';

/** `myId` is the person of this page, of whom is not said whose tests they were. */
export function useTestAnnouncement(
  checks: readonly (ICheck | null)[],
  myId: string | null,
  trans: TranslationBundle
): string {
  const going = React.useRef<ReadonlySet<string>>(new Set());
  const [announcement, setAnnouncement] = React.useState('');
  const states = checks.map(check => check && `${check.id} ${check.state}`).join();
  const latest = React.useRef(checks);
  latest.current = checks;
  React.useEffect(() => {
    const before = going.current;
    const now = latest.current.filter(check => check !== null);
    going.current = new Set(now.filter(isGoing).map(({ id }) => id));
    const ended = now.filter(check => before.has(check.id) && !isGoing(check));
    if (ended.length > 0) {
      setAnnouncement(announce(ended[ended.length - 1], myId, trans));
    } else if (now.some(check => isGoing(check) && !before.has(check.id))) {
      // Or the same number would not be told a second time.
      setAnnouncement('');
    }
  }, [states, myId, trans]);
  return announcement;
}

function isGoing({ state }: ICheck): boolean {
  return state === 'running';
}

function announce(check: ICheck, myId: string | null, trans: TranslationBundle): string {
  const passed = brokenOff(check, trans) ?? passedName(check.total, check.passed, trans);
  const name = check.user?.name ?? null;
  return name === null || check.user?.id === myId
    ? passed
    : trans.__('Tests of %1: %2', name, passed);
}
