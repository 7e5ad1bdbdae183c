/** Says of an interview that began at a moment of another one where it comes from, to those who hold it. */
import * as React from 'react';
import { timeOf } from '../../contract/places';
import { Icon } from '../../ui/icons';
import { fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { addressOf, type ILookBackSource } from '../look-back/look-back-source';
import { useSession } from '../use-interview';

export function CopiedFrom(props: { past: ILookBackSource | null }): JSX.Element | null {
  const { copiedFrom } = useSession();
  const trans = useTrans();
  if (copiedFrom === null) {
    return null;
  }
  const address = props.past && addressOf(props.past, copiedFrom);
  const then = fullTime(new Date(timeOf(copiedFrom.at)).toISOString());
  const words = trans.__('From another interview');
  return (
    <span className="jpi-Status-part" title={then}>
      <Icon name="copy" />
      {address === null ? (
        words
      ) : (
        <a href={address} target="_blank" rel="noopener">
          {words}
        </a>
      )}
    </span>
  );
}
