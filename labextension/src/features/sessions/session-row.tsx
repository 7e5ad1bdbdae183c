/** One interview in the list. What it offers is drawn from the session's `actions`. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ISessionEntry } from '../../contract/protocol';
import { LONGEST_TITLE } from '../../model/people/names';
import type { TakenForm } from '../../model/ports';
import { Button } from '../../ui/button';
import { MenuButton } from '../../ui/menu-button';
import type { IMenuItem } from '../../ui/menu-button';
import { fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { ago, languageName } from '../wording';
import { ArrivalMark } from './arrival-marks';
import { PLACE } from './list-keys';

export interface IRowActions {
  open: (session: ISessionEntry) => void;
  copyLink: (session: ISessionEntry) => void;
  rename: (session: ISessionEntry) => void;
  duplicate: (session: ISessionEntry) => void;
  start: (session: ISessionEntry) => void;
  end: (session: ISessionEntry) => void;
  reopen: (session: ISessionEntry) => void;
  remove: (session: ISessionEntry) => void;
  takeAway: (session: ISessionEntry, form: TakenForm) => void;
}

export interface ISessionRowProps {
  session: ISessionEntry;
  actions: IRowActions;
  /** The time by which it stands where it stands. */
  time: string;
  /** Whether it is in a group whose name does not say its state. */
  tellsState: boolean;
  mayCopy: boolean;
  /** Whether it is the interview that is open in front. */
  current: boolean;
  /** Whether the Tab key comes to it. */
  tabbed: boolean;
  /** Somebody gives it another title here; null is none. */
  onRenamed: ((title: string | null) => void) | null;
}

export function SessionRow(props: ISessionRowProps): JSX.Element {
  const { session, actions, tabbed } = props;
  const trans = useTrans();
  const can = new Set(session.actions);
  const tabIndex = tabbed ? 0 : -1;
  const facts = [languageName(session.language), ago(props.time, Date.now(), trans)];
  if (props.tellsState && session.state !== 'live') {
    facts.unshift(session.state === 'draft' ? trans.__('draft') : trans.__('ended'));
  }
  const place = { [PLACE]: session.id };
  return (
    <li
      className={props.current ? 'jpi-SessionRow jpi-mod-current' : 'jpi-SessionRow'}
      data-session={session.id}
      {...place}
    >
      {props.onRenamed ? (
        <TitleField title={session.title} onDone={props.onRenamed} />
      ) : (
        <button
          type="button"
          className="jpi-SessionRow-open"
          tabIndex={tabIndex}
          aria-current={props.current || undefined}
          onClick={() => actions.open(session)}
        >
          <span className="jpi-SessionRow-title" title={session.title}>
            {session.title}
          </span>
          <span className="jpi-SessionRow-facts" title={times(session, trans)}>
            {facts.join(' · ')}
          </span>
          <ArrivalMark sessionId={session.id} />
        </button>
      )}
      {can.has('invite') && (
        <Button
          label={trans.__('Copy link')}
          accessibleName={trans.__('Copy link to “%1”', session.title)}
          tooltip={trans.__('Copy a candidate link that works for 24 hours')}
          icon="link"
          iconOnly
          look="quiet"
          attributes={{ tabIndex }}
          onClick={() => actions.copyLink(session)}
        />
      )}
      <MenuButton
        label={trans.__('More actions for “%1”', session.title)}
        tabIndex={tabIndex}
        items={itemsOf(props, can, trans)}
      />
    </li>
  );
}

function itemsOf(
  { session, actions, mayCopy }: ISessionRowProps,
  can: ReadonlySet<string>,
  trans: TranslationBundle
): IMenuItem[] {
  const item = (
    label: string,
    action: Exclude<keyof IRowActions, 'takeAway'>,
    danger = false
  ): IMenuItem => ({
    label,
    danger,
    onSelect: () => actions[action](session)
  });
  const taken = (label: string, form: TakenForm): IMenuItem => ({
    label,
    onSelect: () => actions.takeAway(session, form)
  });
  return [
    item(trans.__('Open'), 'open'),
    ...(can.has('rename') ? [item(trans.__('Rename… (F2)'), 'rename')] : []),
    ...(mayCopy && can.has('read') ? [item(trans.__('Duplicate'), 'duplicate')] : []),
    ...(can.has('start') ? [item(trans.__('Start'), 'start')] : []),
    ...(can.has('end') ? [item(trans.__('End…'), 'end')] : []),
    ...(can.has('reopen') ? [item(trans.__('Reopen'), 'reopen')] : []),
    ...(can.has('take')
      ? [
          taken(trans.__('Download the code'), 'code'),
          taken(trans.__('Download a transcript'), 'markdown')
        ]
      : []),
    ...(can.has('delete') ? [item(trans.__('Delete…'), 'remove', true)] : [])
  ];
}

/** In full, for those who look closer. */
function times(session: ISessionEntry, trans: TranslationBundle): string {
  const made = trans.__('Made %1', fullTime(session.createdAt));
  return session.endedAt === null
    ? made
    : `${made}\n${trans.__('Ended %1', fullTime(session.endedAt))}`;
}

function TitleField(props: { title: string; onDone: (title: string | null) => void }): JSX.Element {
  const trans = useTrans();
  const [title, setTitle] = React.useState(props.title);
  const field = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => field.current?.select(), []);
  // The field goes with the key, and would be left a second time then.
  const isDone = React.useRef(false);
  const done = (kept: boolean): void => {
    if (!isDone.current) {
      isDone.current = true;
      const named = title.trim();
      props.onDone(kept && named !== '' && named !== props.title ? named : null);
    }
  };
  return (
    <input
      ref={field}
      className="jpi-Input jpi-SessionRow-rename"
      type="text"
      maxLength={LONGEST_TITLE}
      aria-label={trans.__('Title')}
      value={title}
      onChange={event => setTitle(event.target.value)}
      onBlur={() => done(true)}
      onKeyDown={event => {
        event.stopPropagation();
        if (event.key === 'Enter' || event.key === 'Escape') {
          event.preventDefault();
          done(event.key === 'Enter');
        }
      }}
    />
  );
}
