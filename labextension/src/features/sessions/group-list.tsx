/**
 * The groups of the list, worked with keys. Nothing moves in it while somebody points at it or has the
 * focus in it.
 */
import * as React from 'react';
import { Button } from '../../ui/button';
import { useKeptFocus } from '../../ui/kept-focus';
import { useTrans } from '../../ui/translation';
import { moveInList, PLACE } from './list-keys';
import type { IGroupsProps } from './list-props';
import { SessionGroup } from './session-group';
import { groupSessions } from './session-groups';
import type { ISessionGroup } from './session-groups';
import { useSteadyGroups } from './steady-groups';

export function GroupList(props: IGroupsProps): JSX.Element {
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
        <SessionGroup
          key={group.key}
          {...props}
          group={group}
          isFolded={isFolded(group)}
          onFold={folded => fold(group, folded)}
          tabbed={tabbed}
        />
      ))}
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
