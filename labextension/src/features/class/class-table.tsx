/** A class at a glance: how many are here, and a line for each interview, those that need help first. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { IActivity, IActivityList } from '../../contract/protocol';
import { ColorDot } from '../../ui/color-dot';
import { Icon } from '../../ui/icons';
import { clockTime, fullTime, relativeTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { hasFailedTests, outcomeName, shownTitle } from '../wording';
import { idleSince, inOrder, isHere, isLed, isShown, needOf, needsHelp } from './class-need';
import type { ClassFilter, ClassOrder, Need } from './class-need';

/** Rows that somebody chooses, by the ids of their interviews. */
export interface IChoice {
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

export interface IClassTableProps {
  activity: IActivityList;
  onOpen: (sessionId: string) => void;
  /** Without it no row can be chosen. */
  choice?: IChoice;
  /** What can be done with these interviews: those that were chosen and are shown, or all. */
  actions?: (sessions: readonly IActivity[], isChosen: boolean) => React.ReactNode;
}

export function ClassTable(props: IClassTableProps): JSX.Element {
  const { activity, choice } = props;
  const trans = useTrans();
  const now = Date.parse(activity.at);
  const [order, setOrder] = React.useState<ClassOrder>('need');
  const [filter, setFilter] = React.useState<ClassFilter>('all');
  const [words, setWords] = React.useState('');
  const sessions = activity.sessions.map(session => ({
    ...session,
    title: shownTitle(session.title, trans)
  }));
  const shown = inOrder(sessions, order, now).filter(
    session => isShown(session, filter, now) && hasWords(session, words)
  );
  const [chosen, hidden] = chosenOf(sessions, shown, choice?.chosen);
  const isChosen = chosen.length + hidden > 0;
  const hasTests = sessions.some(session => testsOf(session) !== null);
  const raised = inOrder(sessions, 'need', now).filter(({ handRaisedAt }) => handRaisedAt !== null);
  const head = (name: ClassOrder, label: string): JSX.Element => (
    <th
      scope="col"
      data-column={name}
      aria-sort={order !== name ? 'none' : name === 'name' ? 'ascending' : 'descending'}
    >
      <button type="button" className="jpi-ClassTable-sort" onClick={() => setOrder(name)}>
        {label}
      </button>
    </th>
  );
  return (
    <>
      {/* It is always there, so that a screen reader tells of a hand that goes up. */}
      <span className="jpi-mod-offscreen" role="status">
        {raised.length > 0 &&
          trans.__('Hand raised: %1', raised.map(({ title }) => title).join(', '))}
      </span>
      <div className="jpi-ClassTable-bar">
        <HeadCount activity={activity} />
        <Filter activity={activity} filter={filter} onFilter={setFilter} />
        <input
          className="jpi-Input"
          type="search"
          aria-label={trans.__('Find a person')}
          placeholder={trans.__('Find a person')}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        {props.actions?.(isChosen ? chosen : sessions, isChosen)}
        {/* Always there, so that a screen reader tells what a filter has hidden. */}
        <span className="jpi-ClassTable-hidden" role="status">
          {hidden > 0 &&
            trans._n(
              'One that was chosen is hidden and left out.',
              '%1 that were chosen are hidden and left out.',
              hidden
            )}
        </span>
      </div>
      <table className="jpi-ClassTable" aria-label={trans.__('Interviews of the class')}>
        <thead>
          <tr>
            {choice && (
              <th scope="col" data-column="choice">
                <ChooseAll choice={choice} shown={shown} />
              </th>
            )}
            {head('name', trans.__('Interview'))}
            {head('need', trans.__('State'))}
            {head('run', trans.__('Last run'))}
            {hasTests && (
              <th scope="col" data-column="tests">
                {trans.__('Tests')}
              </th>
            )}
            {head('edit', trans.__('Last edit'))}
            <th scope="col" data-column="who">
              {trans.__('Who')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(session => (
            <Row
              key={session.id}
              session={session}
              now={now}
              onOpen={props.onOpen}
              choice={choice}
              hasTests={hasTests}
            />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p role="status">{trans.__('Nobody is like that right now.')}</p>}
    </>
  );
}

/**
 * The chosen ones that are shown, and how many are not. Nothing is done to what cannot be seen, but
 * it stays chosen: rows come and go by themselves where only some are shown.
 */
function chosenOf(
  all: readonly IActivity[],
  shown: readonly IActivity[],
  ids: ReadonlySet<string> = new Set()
): [chosen: readonly IActivity[], hidden: number] {
  const chosen = shown.filter(({ id }) => ids.has(id));
  return [chosen, all.filter(({ id }) => ids.has(id)).length - chosen.length];
}

function HeadCount({ activity }: { activity: IActivityList }): JSX.Element {
  const trans = useTrans();
  const now = Date.parse(activity.at);
  const { sessions } = activity;
  const here = sessions.filter(isHere).length;
  const help = sessions.filter(session => needsHelp(session, now)).length;
  return (
    <span className="jpi-ClassTable-count">
      {trans.__('%1 of %2 here', here, sessions.length)}
      {help > 0 && (
        <>
          {', '}
          <strong>{trans._n('%1 needs help', '%1 need help', help)}</strong>
        </>
      )}
    </span>
  );
}

function Filter(props: {
  activity: IActivityList;
  filter: ClassFilter;
  onFilter: (filter: ClassFilter) => void;
}): JSX.Element {
  const { activity, filter } = props;
  const trans = useTrans();
  const now = Date.parse(activity.at);
  const filters: readonly [ClassFilter, string][] = [
    ['all', trans.__('All')],
    ['help', trans.__('Need help')],
    ['here', trans.__('Here')],
    ['working', trans.__('Working')],
    ['idle', trans.__('Idle')],
    ['begin', trans.__('Not begun')],
    ['draft', trans.__('Draft')],
    ['ended', trans.__('Ended')]
  ];
  const counted = filters.map(([value, label]) => {
    const count = activity.sessions.filter(session => isShown(session, value, now)).length;
    return { value, label, count };
  });
  return (
    <select
      className="jpi-Select"
      aria-label={trans.__('Show')}
      value={filter}
      onChange={event => props.onFilter(event.target.value as ClassFilter)}
    >
      {counted
        .filter(({ value, count }) => count > 0 || ['all', 'help', filter].includes(value))
        .map(({ value, label, count }) => (
          <option key={value} value={value}>
            {label} ({count})
          </option>
        ))}
    </select>
  );
}

function ChooseAll(props: { choice: IChoice; shown: readonly IActivity[] }): JSX.Element {
  const { chosen, onChoose } = props.choice;
  const trans = useTrans();
  const box = React.useRef<HTMLInputElement>(null);
  const count = props.shown.filter(({ id }) => chosen.has(id)).length;
  const isAll = count > 0 && count === props.shown.length;
  React.useEffect(() => {
    if (box.current) {
      box.current.indeterminate = count > 0 && !isAll;
    }
  }, [count, isAll]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={trans.__('Choose all that are shown')}
      checked={isAll}
      onChange={() => onChoose(new Set(isAll ? [] : props.shown.map(({ id }) => id)))}
    />
  );
}

function Row(props: {
  session: IActivity;
  now: number;
  onOpen: (sessionId: string) => void;
  choice: IChoice | undefined;
  hasTests: boolean;
}): JSX.Element {
  const { session, now, choice } = props;
  const trans = useTrans();
  const { id, lastEditAt, lastRun, handRaisedAt } = session;
  const led = session.people.filter(({ role }) => isLed(role));
  const choose = ({ chosen, onChoose }: IChoice): void => {
    const others = [...chosen].filter(one => one !== id);
    onChoose(new Set(chosen.has(id) ? others : [...others, id]));
  };
  return (
    <tr
      data-session={id}
      data-hand={handRaisedAt !== null}
      data-state={session.state}
      data-need={needOf(session, now)}
      onClick={() => props.onOpen(id)}
    >
      {choice && (
        <td data-column="choice" onClick={event => event.stopPropagation()}>
          <input
            type="checkbox"
            aria-label={trans.__('Choose “%1”', session.title)}
            checked={choice.chosen.has(id)}
            onChange={() => choose(choice)}
          />
        </td>
      )}
      <th scope="row">
        {/* By key; a click anywhere in the row does the same. */}
        <button
          type="button"
          className="jpi-ClassTable-open"
          onClick={event => {
            event.stopPropagation();
            props.onOpen(id);
          }}
        >
          {session.title}
        </button>
        {handRaisedAt !== null && (
          <span className="jpi-ClassTable-hand" title={fullTime(handRaisedAt)}>
            <Icon name="hand" /> {trans.__('Hand raised')}
          </span>
        )}
      </th>
      <td data-column="need">
        {needName(needOf(session, now), trans)}
        {session.lastActiveAt !== null && session.state === 'live' && (
          <span className="jpi-ClassTable-time"> {relativeTime(idleSince(session), now)}</span>
        )}
      </td>
      <td
        data-column="run"
        data-run={lastRun?.state ?? 'none'}
        data-failed={lastRun !== null && hasFailedTests(lastRun)}
      >
        {lastRun === null ? '–' : outcomeName(lastRun, trans)}
        {lastRun !== null && (
          <span className="jpi-ClassTable-time"> {clockTime(lastRun.at, now)}</span>
        )}
      </td>
      {props.hasTests && (
        <td data-column="tests">
          <Tests of={session} />
        </td>
      )}
      <td data-column="edit">{lastEditAt === null ? '–' : clockTime(lastEditAt, now)}</td>
      <td data-column="who">
        {led.length === 0 ? (
          <span className="jpi-ClassTable-time">{trans.__('nobody yet')}</span>
        ) : (
          led.map(user => (
            <span key={user.id} className="jpi-ClassTable-person" data-online={user.online}>
              <ColorDot color={user.color} hollow={!user.online} /> {user.name}
              {!user.online && (
                <span className="jpi-ClassTable-time"> {away(user.waiting, trans)}</span>
              )}
            </span>
          ))
        )}
      </td>
    </tr>
  );
}

/** How the newest tests of questions went; null where none has run, and of servers that do not tell. */
function testsOf(session: Partial<Pick<IActivity, 'tests'>>): IActivity['tests'] | null {
  const { tests = null } = session;
  return tests === null || (tests.visible === null && tests.hidden === null) ? null : tests;
}

function Tests({ of: session }: { of: IActivity }): JSX.Element {
  const trans = useTrans();
  const tests = testsOf(session);
  if (tests === null) {
    return <>–</>;
  }
  const { visible, hidden } = tests;
  return (
    <>
      {visible !== null && (
        <span title={trans.__('Visible tests: %1 of %2 passed', visible.passed, visible.total)}>
          {visible.passed}/{visible.total}
          <span className="jpi-mod-offscreen"> {trans.__('visible')}</span>
        </span>
      )}
      {hidden !== null && (
        <span
          className="jpi-ClassTable-hiddenTests"
          title={trans.__('Hidden tests: %1 of %2 passed', hidden.passed, hidden.total)}
        >
          <Icon name="lock" /> {hidden.passed}/{hidden.total}
          <span className="jpi-mod-offscreen"> {trans.__('hidden')}</span>
        </span>
      )}
    </>
  );
}

/** The name in the list, and the names under which people have joined. */
function hasWords({ title, people }: IActivity, words: string): boolean {
  const all = [title, ...people.map(({ name }) => name)].join('\n').toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => all.includes(word));
}

function away(isWaiting: boolean, trans: TranslationBundle): string {
  return isWaiting ? trans.__('waiting') : trans.__('away');
}

function needName(need: Need, trans: TranslationBundle): string {
  return {
    hand: trans.__('asks for help'),
    failing: trans.__('failing'),
    working: trans.__('working'),
    idle: trans.__('idle'),
    draft: trans.__('draft'),
    begin: trans.__('not begun'),
    ended: trans.__('ended')
  }[need];
}
