/** How far the own sandbox is: the first Python of a page takes a moment to load. */
import * as React from 'react';
import type { Language } from '../../contract/protocol';
import type { IRunnerStatus } from '../../runner/types';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { languageName } from '../wording';

export function RunnerStatus(props: {
  status: IRunnerStatus;
  language: Language;
}): JSX.Element | null {
  const { status, language } = props;
  const trans = useTrans();
  if (status.phase === 'loading') {
    const words = trans.__('Loading %1…', languageName(language));
    return (
      <span className="jpi-RunnerStatus" title={status.message}>
        {words}
        <progress aria-label={words} max={1} value={status.progress} />
      </span>
    );
  }
  if (status.phase === 'failed') {
    return (
      <span className="jpi-RunnerStatus jpi-mod-failed" role="alert">
        <Icon name="alert" />
        {status.message}
      </span>
    );
  }
  return null;
}
