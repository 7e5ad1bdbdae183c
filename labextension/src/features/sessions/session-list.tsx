/** The list of one's own interviews, drafts, live and ended, with what can be done with each. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ISessionEntry, SessionState } from '../../contract/protocol';
import type { KeptBy } from '../../model/ports';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import type { IConfirmation } from '../../ui/confirm-dialog';
import { LinkField } from '../../ui/link-field';
import { MenuButton } from '../../ui/menu-button';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { deleteConsequence, endConsequence } from '../wording';
import { groupSessions } from './session-groups';
import { SessionRow } from './session-row';

/** The verbs that the page provides. Every promise rejects with a sentence for a person. */
export interface ISessionActions {
  /** A draft is seen by nobody else until it is started. */
  create(state: 'draft' | 'live'): Promise<void>;
  open(session: ISessionEntry): void;
  /** Makes a link for one candidate that works for 24 hours, and answers it. */
  makeLink(session: ISessionEntry): Promise<string>;
  start(session: ISessionEntry): Promise<void>;
  end(session: ISessionEntry): Promise<void>;
  reopen(session: ISessionEntry): Promise<void>;
  remove(session: ISessionEntry): Promise<void>;
}

export interface ISessionListProps {
  /** The interviews; null until they have come for the first time. */
  sessions: readonly ISessionEntry[] | null;
  /** The states of which the server has more interviews. */
  more: readonly SessionState[];
  onMore: (state: SessionState) => void;
  /** The query in the field, and the one by which `sessions` were found. */
  query: string;
  found: string;
  onQuery: (query: string) => void;
  /** Whether a database that was damaged is set aside, with what was in it. */
  isMissing: boolean;
  /** Whether this account may create interviews. */
  mayCreate: boolean;
  /** Why the interviews did not come, as a sentence. */
  failure: string | null;
  actions: ISessionActions;
  keptBy: KeptBy;
}

interface IFreshLink {
  session: ISessionEntry;
  url: string;
  copied: boolean;
}

export function SessionList(props: ISessionListProps): JSX.Element {
  const { sessions, actions, keptBy } = props;
  const trans = useTrans();
  const [question, setQuestion] = React.useState<IConfirmation | null>(null);
  const [link, setLink] = React.useState<IFreshLink | null>(null);
  const [refusal, setRefusal] = React.useState<string | null>(null);
  const failure = refusal ?? props.failure;

  const attempt = (action: Promise<void>): void => {
    setLink(null);
    action.then(
      () => setRefusal(null),
      reason => setRefusal(sentence(reason, trans))
    );
  };

  const rowActions = {
    open: (session: ISessionEntry) => actions.open(session),
    copyLink: (session: ISessionEntry) =>
      attempt(
        actions.makeLink(session).then(async url => {
          setLink({ session, url, copied: await copyText(url) });
        })
      ),
    start: (session: ISessionEntry) => attempt(actions.start(session)),
    reopen: (session: ISessionEntry) => attempt(actions.reopen(session)),
    end: (session: ISessionEntry) =>
      setQuestion({
        title: trans.__('End “%1”?', session.title),
        consequence: endConsequence(keptBy, trans),
        verb: trans.__('End interview'),
        danger: true,
        onConfirm: () => attempt(actions.end(session))
      }),
    remove: (session: ISessionEntry) =>
      setQuestion({
        title: trans.__('Delete “%1”?', session.title),
        consequence: deleteConsequence(keptBy, trans),
        verb: trans.__('Delete for good'),
        danger: true,
        onConfirm: () => attempt(actions.remove(session))
      })
  };

  return (
    <div className="jpi-SessionList">
      {props.mayCreate && (
        <div className="jpi-SessionList-new">
          <Button
            label={trans.__('New interview')}
            icon="add"
            look="primary"
            onClick={() => attempt(actions.create('live'))}
          />
          {keptBy === 'server' && (
            <MenuButton
              label={trans.__('Other ways to begin')}
              icon="caret"
              items={[
                {
                  label: trans.__('Start as draft'),
                  onSelect: () => attempt(actions.create('draft'))
                }
              ]}
            />
          )}
        </div>
      )}
      {(props.query !== '' || props.found !== '' || (sessions?.length ?? 0) > 0) && (
        <input
          className="jpi-Input jpi-SessionList-search"
          type="search"
          aria-label={trans.__('Search interviews')}
          placeholder={trans.__('Search titles and people')}
          maxLength={120}
          value={props.query}
          onChange={event => props.onQuery(event.target.value)}
        />
      )}
      {props.isMissing && (
        <Notice kind="warning" icon="alert">
          {trans.__(
            'Interviews are missing here: the database was damaged, and has been set aside. Whoever ' +
              'runs the server finds in its log where it is.'
          )}
        </Notice>
      )}
      {failure !== null && (
        <Notice
          kind="error"
          icon="cross"
          onDismiss={refusal === null ? undefined : () => setRefusal(null)}
        >
          {failure}
        </Notice>
      )}
      {link !== null && <FreshLink link={link} onDismiss={() => setLink(null)} />}
      {sessions === null ? (
        failure === null && <p className="jpi-Muted">{trans.__('Loading…')}</p>
      ) : sessions.length === 0 && props.found !== '' ? (
        <p className="jpi-SessionList-empty" role="status">
          {trans.__('No interview has “%1” in its title or among its people.', props.found)}
        </p>
      ) : sessions.length === 0 ? (
        <p className="jpi-SessionList-empty">{noInterviews(keptBy, props.mayCreate, trans)}</p>
      ) : (
        <Groups
          sessions={sessions}
          more={props.more}
          onMore={props.onMore}
          rowActions={rowActions}
        />
      )}
      {question !== null && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
    </div>
  );
}

type RowActions = Omit<React.ComponentProps<typeof SessionRow>, 'session'>;

function Groups(props: {
  sessions: readonly ISessionEntry[];
  more: readonly SessionState[];
  onMore: (state: SessionState) => void;
  rowActions: RowActions;
}): JSX.Element {
  const trans = useTrans();
  const { drafts, live, ended } = groupSessions(props.sessions);
  const group = (state: SessionState, name: string, sessions: readonly ISessionEntry[]) => {
    const hasMore = props.more.includes(state);
    return (
      sessions.length > 0 && (
        <section className="jpi-SessionList-group" aria-label={name}>
          <h3>
            {name}{' '}
            <span className="jpi-Muted">{hasMore ? `${sessions.length}+` : sessions.length}</span>
          </h3>
          <ul role="list">
            {sessions.map(session => (
              <SessionRow key={session.id} session={session} {...props.rowActions} />
            ))}
          </ul>
          {hasMore && (
            <Button
              label={trans.__('Show more')}
              accessibleName={trans.__('Show more: %1', name)}
              look="quiet"
              className="jpi-SessionList-more"
              onClick={() => props.onMore(state)}
            />
          )}
        </section>
      )
    );
  };
  return (
    <>
      {group('draft', trans.__('Drafts'), drafts)}
      {group('live', trans.__('Live'), live)}
      {group('ended', trans.__('Ended'), ended)}
    </>
  );
}

function FreshLink(props: { link: IFreshLink; onDismiss: () => void }): JSX.Element {
  const trans = useTrans();
  const { session, url, copied } = props.link;
  return (
    <div className="jpi-Notice jpi-mod-info" role="status">
      <div className="jpi-Notice-body">
        {copied ? (
          trans.__('Copied a new candidate link to “%1”. It works for 24 hours.', session.title)
        ) : (
          <LinkField
            url={url}
            note={trans.__('A new candidate link to “%1” for 24 hours, to copy.', session.title)}
            once
          />
        )}
      </div>
      <Button
        label={trans.__('Dismiss')}
        icon="close"
        iconOnly
        look="quiet"
        onClick={props.onDismiss}
      />
    </div>
  );
}

function noInterviews(keptBy: KeptBy, mayCreate: boolean, trans: TranslationBundle): string {
  if (keptBy === 'browser') {
    return trans.__(
      'No interviews yet. What you start here is kept in this browser, for its tabs alone.'
    );
  }
  return mayCreate
    ? trans.__(
        'No interviews yet. Start one, then invite people with Share: they need a browser, but no account.'
      )
    : trans.__('No interviews yet. Open a link that you were sent to take part in one.');
}
