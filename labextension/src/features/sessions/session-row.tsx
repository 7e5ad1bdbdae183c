/** One interview in the list. What it offers is drawn from the session's `actions`. */
import * as React from 'react';
import type { ISessionEntry } from '../../contract/protocol';
import type { TakenForm } from '../../model/ports';
import { Button } from '../../ui/button';
import { MenuButton } from '../../ui/menu-button';
import type { IMenuItem } from '../../ui/menu-button';
import { fullTime, relativeTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { languageName } from '../wording';

export interface ISessionRowProps {
  session: ISessionEntry;
  open: (session: ISessionEntry) => void;
  copyLink: (session: ISessionEntry) => void;
  start: (session: ISessionEntry) => void;
  end: (session: ISessionEntry) => void;
  reopen: (session: ISessionEntry) => void;
  remove: (session: ISessionEntry) => void;
  takeAway: (session: ISessionEntry, form: TakenForm) => void;
}

export function SessionRow(props: ISessionRowProps): JSX.Element {
  const { session } = props;
  const trans = useTrans();
  const can = new Set(session.actions);
  const since = session.endedAt ?? session.createdAt;
  const facts = [languageName(session.language), relativeTime(since, Date.now())];
  if (session.group !== null) {
    // Those of a class have people's names for titles.
    facts.unshift(session.group);
  }
  const items: IMenuItem[] = [{ label: trans.__('Open'), onSelect: () => props.open(session) }];
  if (can.has('start')) {
    items.push({ label: trans.__('Start'), onSelect: () => props.start(session) });
  }
  if (can.has('end')) {
    items.push({ label: trans.__('End…'), onSelect: () => props.end(session) });
  }
  if (can.has('reopen')) {
    items.push({ label: trans.__('Reopen'), onSelect: () => props.reopen(session) });
  }
  if (can.has('take')) {
    items.push(
      { label: trans.__('Download the code'), onSelect: () => props.takeAway(session, 'code') },
      {
        label: trans.__('Download a transcript'),
        onSelect: () => props.takeAway(session, 'markdown')
      }
    );
  }
  if (can.has('delete')) {
    items.push({
      label: trans.__('Delete…'),
      danger: true,
      onSelect: () => props.remove(session)
    });
  }
  return (
    <li className="jpi-SessionRow" data-session={session.id}>
      <button type="button" className="jpi-SessionRow-open" onClick={() => props.open(session)}>
        <span className="jpi-SessionRow-title">{session.title}</span>
        <span className="jpi-SessionRow-facts" title={fullTime(since)}>
          {facts.join(' · ')}
        </span>
      </button>
      {can.has('invite') && (
        <Button
          label={trans.__('Copy link')}
          accessibleName={trans.__('Copy link to %1', session.title)}
          tooltip={trans.__('Make a candidate link for 24 hours and copy it')}
          icon="link"
          iconOnly
          look="quiet"
          onClick={() => props.copyLink(session)}
        />
      )}
      <MenuButton label={trans.__('More actions for %1', session.title)} items={items} />
    </li>
  );
}
