/** What a host has told everybody, calmly above the code until it is put away. */
import * as React from 'react';
import { Notice } from '../../ui/notice';
import { clockTime, fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { useAnnouncement } from '../use-interview';

export function Announcement(): JSX.Element {
  const announcement = useAnnouncement();
  const trans = useTrans();
  const { current } = announcement;
  // This element is always there, so that a screen reader speaks what comes into it.
  return (
    <div role="status">
      {current !== null && (
        <Notice
          kind="info"
          icon="message"
          role="presentation"
          onDismiss={() => announcement.putAway()}
        >
          <span>
            <strong>{current.user?.name ?? trans.__('Message')}:</strong> {current.text}
          </span>{' '}
          <time className="jpi-Muted" dateTime={current.at} title={fullTime(current.at)}>
            {clockTime(current.at, Date.now())}
          </time>
        </Notice>
      )}
    </div>
  );
}
