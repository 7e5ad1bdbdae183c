/** The list of one's own interviews in their groups, with what can be done with each. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ISession, ISessionEntry, Language, SessionState } from '../../contract/protocol';
import { LONGEST_TITLE } from '../../model/people/names';
import type { INewSession, ITaken, KeptBy, TakenForm } from '../../model/ports';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import type { IConfirmation } from '../../ui/confirm-dialog';
import { download } from '../../ui/download';
import { useKeptFocus } from '../../ui/kept-focus';
import { LinkField } from '../../ui/link-field';
import { MenuButton } from '../../ui/menu-button';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { copiedSentence, type ICandidateLink } from '../share/invite-actions';
import { sentence } from '../sentences';
import { deleteConsequence, endConsequence, languageName } from '../wording';
import { moveInList, PLACE } from './list-keys';
import { NewInterviewDialog, type ITextFiles } from './new-interview-dialog';
import type { IArrangement } from './remembered';
import { groupSessions, timeOf } from './session-groups';
import type { ActiveAt, ISessionGroup, SessionOrder } from './session-groups';
import { SessionRow } from './session-row';
import type { IRowActions } from './session-row';
import { useSteadyGroups } from './steady-groups';

/** The verbs that the page provides. Every promise rejects with a sentence for a person. */
export interface ISessionActions {
  /** In the language that new interviews begin in, if no other is named; opens it. */
  create(this: void, wanted: INewSession): Promise<void>;
  open(session: ISessionEntry): void;
  /** A link for one candidate that works for 24 hours. */
  makeLink(session: ISessionEntry): Promise<ICandidateLink>;
  rename(session: ISessionEntry, title: string): Promise<void>;
  copy(session: ISessionEntry, title: string): Promise<ISession>;
  start(session: ISessionEntry): Promise<void>;
  end(session: ISessionEntry): Promise<void>;
  reopen(session: ISessionEntry): Promise<void>;
  remove(session: ISessionEntry): Promise<void>;
  takeAway(session: ISessionEntry, form: TakenForm): Promise<ITaken>;
}

export interface ISessionListProps extends IArrangement {
  /** The interviews; null until they have come for the first time. */
  sessions: readonly ISessionEntry[] | null;
  /** The states of which the server has more interviews. */
  more: readonly SessionState[];
  onMore: (state: SessionState) => void;
  /** The query in the field, and the one by which `sessions` were found. */
  query: string;
  found: string;
  onQuery: (query: string) => void;
  activeAt: ActiveAt;
  /** Another number after everything that this person did or asked for. */
  own: number;
  arrange: (change: Partial<IArrangement>) => void;
  /** Whether the list is in sight. */
  visible: boolean;
  /** The interview that is open in front. */
  current: string | null;
  /** Whether a database that was damaged is set aside, with what was in it. */
  isMissing: boolean;
  /** Whether this account may create interviews. */
  mayCreate: boolean;
  /** Why the interviews did not come, as a sentence. */
  failure: string | null;
  actions: ISessionActions;
  /** In which new interviews begin. */
  language: Language;
  /** The files of the page around; undefined where it has none. */
  files?: ITextFiles;
  keptBy: KeptBy;
}

/** How long it is to be read that something was done. */
const SAID_MS = 8_000;

export function SessionList(props: ISessionListProps): JSX.Element {
  const { sessions, actions, keptBy, order } = props;
  const trans = useTrans();
  const [question, setQuestion] = React.useState<IConfirmation | null>(null);
  const [link, setLink] = React.useState<{ title: string; url: string } | null>(null);
  const [settingUp, setSettingUp] = React.useState(false);
  const [said, setSaid] = React.useState<string | null>(null);
  const [refusal, setRefusal] = React.useState<string | null>(null);
  const [renaming, setRenaming] = React.useState<string | null>(null);
  const [wanted, setWanted] = React.useState<string | null>(null);

  React.useEffect(() => {
    const timer = said === null ? undefined : setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const attempt = (action: Promise<void>): void => {
    setSaid(null);
    action.then(
      () => setRefusal(null),
      reason => setRefusal(sentence(reason, trans))
    );
  };
  const copyLink = async (session: ISessionEntry): Promise<void> => {
    const made = await actions.makeLink(session);
    if (await copyText(made.url)) {
      setSaid(copiedSentence(made, session.title, trans));
    } else {
      setLink({ title: session.title, url: made.url });
    }
  };
  const duplicate = async (session: ISessionEntry): Promise<void> => {
    const copy = await actions.copy(session, titleOfCopy(session.title, trans));
    setSaid(trans.__('Made “%1”.', copy.title));
    setWanted(copy.id);
  };

  const rowActions: IRowActions = {
    open: session => actions.open(session),
    copyLink: session => attempt(copyLink(session)),
    rename: session => setRenaming(session.id),
    duplicate: session => attempt(duplicate(session)),
    takeAway: (session, form) =>
      attempt(actions.takeAway(session, form).then(({ name, content }) => download(content, name))),
    start: session => attempt(actions.start(session)),
    reopen: session => attempt(actions.reopen(session)),
    end: session =>
      setQuestion({
        title: trans.__('End “%1”?', session.title),
        consequence: endConsequence(keptBy, trans),
        verb: trans.__('End interview'),
        danger: true,
        onConfirm: () => attempt(actions.end(session))
      }),
    remove: session =>
      setQuestion({
        title: trans.__('Delete “%1”?', session.title),
        consequence: deleteConsequence(keptBy, trans),
        verb: trans.__('Delete for good'),
        danger: true,
        onConfirm: () => attempt(actions.remove(session))
      })
  };
  const renamed = (session: ISessionEntry, title: string | null): void => {
    setRenaming(null);
    setWanted(session.id);
    if (title !== null) {
      attempt(actions.rename(session, title));
    }
  };

  return (
    <div className="jpi-SessionList">
      <div className="jpi-SessionList-scroll">
        {props.mayCreate && (
          <div className="jpi-SessionList-new">
            <Button
              label={trans.__('New interview…')}
              icon="add"
              look="primary"
              onClick={() => setSettingUp(true)}
            />
            <Button
              label={trans.__('Quick interview')}
              tooltip={trans.__(
                'Quick interview: untitled, in %1, at once',
                languageName(props.language)
              )}
              icon="quick"
              iconOnly
              onClick={() => attempt(actions.create({ state: 'live' }))}
            />
          </div>
        )}
        {(props.query !== '' || props.found !== '' || (sessions?.length ?? 0) > 0) && (
          <div className="jpi-SessionList-tools">
            <input
              className="jpi-Input jpi-SessionList-search"
              type="search"
              aria-label={trans.__('Search interviews')}
              placeholder={trans.__('Search titles and people')}
              maxLength={120}
              value={props.query}
              onChange={event => props.onQuery(event.target.value)}
            />
            <OrderMenu order={order} keptBy={keptBy} arrange={props.arrange} />
          </div>
        )}
        {props.isMissing && (
          <Notice kind="warning" icon="alert">
            {trans.__(
              'Interviews are missing here: the database was damaged, and has been set aside. Whoever ' +
                'runs the server finds in its log where it is.'
            )}
          </Notice>
        )}
        {props.failure !== null && (
          <Notice kind="error" icon="cross">
            {props.failure}
          </Notice>
        )}
        {sessions === null ? (
          props.failure === null && <p className="jpi-Muted">{trans.__('Loading…')}</p>
        ) : sessions.length === 0 && props.found !== '' ? (
          <p className="jpi-SessionList-empty" role="status">
            {trans.__('No interview has “%1” in its title or among its people.', props.found)}
          </p>
        ) : sessions.length === 0 ? (
          <p className="jpi-SessionList-empty">{noInterviews(keptBy, props.mayCreate, trans)}</p>
        ) : (
          <Groups
            {...{ ...props, sessions, rowActions, renaming, wanted }}
            onRenamed={renamed}
            onWanted={setWanted}
          />
        )}
      </div>
      <div className="jpi-SessionList-said">
        {refusal !== null && (
          <Notice kind="error" icon="cross" onDismiss={() => setRefusal(null)}>
            {refusal}
          </Notice>
        )}
        <div role="status">
          {said !== null && (
            <Notice kind="info" icon="check" role="presentation" onDismiss={() => setSaid(null)}>
              {said}
            </Notice>
          )}
        </div>
      </div>
      {link !== null && (
        <Modal title={trans.__('Link to “%1”', link.title)} onClose={() => setLink(null)}>
          <LinkField
            url={link.url}
            note={trans.__('A candidate link for 24 hours, to copy.')}
            once
          />
        </Modal>
      )}
      {settingUp && (
        <NewInterviewDialog
          language={props.language}
          keptBy={keptBy}
          files={props.files}
          onCreate={actions.create}
          onClose={() => setSettingUp(false)}
        />
      )}
      {question !== null && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
    </div>
  );
}

function OrderMenu(props: {
  order: SessionOrder;
  keptBy: KeptBy;
  arrange: (change: Partial<IArrangement>) => void;
}): JSX.Element {
  const trans = useTrans();
  const orders: [SessionOrder, string][] = [
    ['made', trans.__('Newest first')],
    ['title', trans.__('By title')]
  ];
  if (props.keptBy === 'server') {
    orders.splice(1, 0, ['activity', trans.__('Last edited or run')]);
  }
  return (
    <MenuButton
      label={trans.__('Order of the list')}
      icon="sort"
      items={orders.map(([order, label]) => ({
        label,
        radio: true,
        checked: order === props.order,
        onSelect: () => props.arrange({ order })
      }))}
    />
  );
}

interface IGroupsProps extends ISessionListProps {
  sessions: readonly ISessionEntry[];
  rowActions: IRowActions;
  /** The interview whose title is being changed. */
  renaming: string | null;
  onRenamed: (session: ISessionEntry, title: string | null) => void;
  /** The interview that gets the focus as soon as it is there. */
  wanted: string | null;
  onWanted: (session: null) => void;
}

function Groups(props: IGroupsProps): JSX.Element {
  const { order, activeAt, more, rowActions, wanted, onWanted } = props;
  const trans = useTrans();
  const list = React.useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = React.useState(false);
  const [focused, setFocused] = React.useState(false);
  const [shownAnew, setShownAnew] = React.useState(0);
  const [place, setPlace] = React.useState('');
  useKeptFocus(list);
  const { visible } = props;
  React.useEffect(() => {
    // Pointer and focus leave a list that is hidden without a word.
    if (!visible) {
      setPointed(false);
      setFocused(false);
    }
  }, [visible]);
  const latest = groupSessions(props.sessions, order, activeAt, more);
  const reason = JSON.stringify([props.found, order, props.own, shownAnew]);
  const { groups, waits } = useSteadyGroups(latest, pointed || focused, reason);

  React.useEffect(() => {
    const row = wanted === null ? null : rowIn(list.current, wanted);
    if (row !== null) {
      row.querySelector<HTMLElement>('button')?.focus();
      onWanted(null);
    }
  }, [wanted, groups, onWanted]);

  const isFolded = (group: ISessionGroup): boolean =>
    props.found === '' && (props.folded[group.key] ?? group.group !== undefined);
  const fold = (group: ISessionGroup, folded: boolean): void =>
    props.arrange({ folded: { ...props.folded, [group.key]: folded } });

  const places = groups.flatMap(group => [
    group.key,
    ...(isFolded(group) ? [] : group.sessions.map(({ id }) => id))
  ]);
  const tabbed = places.includes(place) ? place : places[0];

  const keyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const target = event.target as Element;
    const name = target.closest(`[${PLACE}]`)?.getAttribute(PLACE) ?? '';
    const group = groups.find(({ key }) => key === name);
    const session = groups.flatMap(({ sessions }) => sessions).find(({ id }) => id === name);
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input') !== null) {
      return;
    }
    if (group && (key === 'ArrowRight' || key === 'ArrowLeft')) {
      fold(group, key === 'ArrowLeft');
    } else if (key === 'F2' && session?.actions.includes('rename')) {
      rowActions.rename(session);
    } else if (key === 'Delete' && session?.actions.includes('delete')) {
      rowActions.remove(session);
    } else if (!moveInList(event.currentTarget, target, key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={list}
      className="jpi-SessionList-groups"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={event => {
        setFocused(true);
        const at = event.target.closest(`[${PLACE}]`)?.getAttribute(PLACE);
        setPlace(at ?? place);
      }}
      onBlur={event => setFocused(event.currentTarget.contains(event.relatedTarget))}
      onKeyDown={keyDown}
    >
      {groups.map(group => (
        <Group
          key={group.key}
          {...props}
          group={group}
          isFolded={isFolded(group)}
          onFold={folded => fold(group, folded)}
          tabbed={tabbed}
        />
      ))}
      {order !== 'made' && more.length > 0 && (
        <p className="jpi-Muted">
          {trans.__('In this order are those that have been loaded. “Show more” loads others.')}
        </p>
      )}
      {waits && (
        <div className="jpi-SessionList-waits">
          <Button
            label={trans.__('The list has changed: show')}
            icon="refresh"
            onClick={() => setShownAnew(shownAnew + 1)}
          />
        </div>
      )}
    </div>
  );
}

function rowIn(list: HTMLElement | null, id: string): Element | null {
  const rows = [...(list?.querySelectorAll('[data-session]') ?? [])];
  return rows.find(row => row.getAttribute('data-session') === id) ?? null;
}

interface IGroupProps extends IGroupsProps {
  group: ISessionGroup;
  isFolded: boolean;
  onFold: (folded: boolean) => void;
  /** The place that the Tab key comes to. */
  tabbed: string;
}

function Group(props: IGroupProps): JSX.Element {
  const { group, isFolded, tabbed, more, order, activeAt } = props;
  const trans = useTrans();
  const rows = React.useId();
  const { key, state, sessions } = group;
  const name = nameOf(group, trans);
  const hasMore = state === undefined ? more.length > 0 : more.includes(state);
  const place = { [PLACE]: key };
  return (
    <section className="jpi-SessionList-group" aria-label={name}>
      <h2 {...place}>
        <button
          type="button"
          className="jpi-SessionList-fold"
          tabIndex={key === tabbed ? 0 : -1}
          aria-expanded={!isFolded}
          aria-controls={rows}
          title={name}
          onClick={() => props.onFold(!isFolded)}
        >
          <span className="jpi-SessionList-name">{name}</span>{' '}
          <span className="jpi-Muted">{hasMore ? `${sessions.length}+` : sessions.length}</span>
        </button>
      </h2>
      <div id={rows} hidden={isFolded}>
        {!isFolded && (
          <ul role="list">
            {sessions.map(session => (
              <SessionRow
                key={session.id}
                session={session}
                actions={props.rowActions}
                time={timeOf(session, order, activeAt)}
                tellsState={state === undefined}
                mayCopy={props.mayCreate}
                current={session.id === props.current}
                tabbed={session.id === tabbed}
                onRenamed={
                  props.renaming === session.id ? title => props.onRenamed(session, title) : null
                }
              />
            ))}
          </ul>
        )}
        {!isFolded && hasMore && state !== undefined && (
          <Button
            label={trans.__('Show more')}
            accessibleName={trans.__('Show more: %1', name)}
            look="quiet"
            className="jpi-SessionList-more"
            onClick={() => props.onMore(state)}
          />
        )}
      </div>
    </section>
  );
}

function nameOf({ state, group }: ISessionGroup, trans: TranslationBundle): string {
  if (state === undefined) {
    return group ?? '';
  }
  return {
    draft: trans.__('Drafts'),
    live: trans.__('Live'),
    ended: trans.__('Ended')
  }[state];
}

/** No longer than a title may be. */
function titleOfCopy(title: string, trans: TranslationBundle): string {
  const named = trans.__('%1 (copy)', title);
  const tooLong = [...named].length - LONGEST_TITLE;
  return tooLong <= 0 ? named : trans.__('%1 (copy)', [...title].slice(0, -tooLong).join(''));
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
