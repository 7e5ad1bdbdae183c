/** The choice of hosts on which text tests are run: as it is, or as it was at a moment. */
import * as React from 'react';
import type { IMoment } from '../../contract/protocol';
import { useTrans } from '../../ui/translation';
import { momentName } from './moments';

const NOW = '';

export function MomentChoice(props: {
  moments: readonly IMoment[];
  /** The place of the moment that is chosen; null for now. */
  chosen: string | null;
  onChoose: (at: string | null) => void;
}): JSX.Element | null {
  const { moments, chosen, onChoose } = props;
  const trans = useTrans();
  if (moments.length === 0 && chosen === null) {
    return null;
  }
  return (
    <label className="jpi-Tests-moment">
      <span>{trans.__('Run on')}</span>
      <select
        className="jpi-Select"
        value={chosen ?? NOW}
        onChange={({ target }) => onChoose(target.value === NOW ? null : target.value)}
      >
        <option value={NOW}>{trans.__('The text as it is now')}</option>
        {[...moments].reverse().map(moment => (
          <option key={moment.at} value={moment.at}>
            {momentName(moment, trans)}
          </option>
        ))}
      </select>
    </label>
  );
}
