/**
 * Rows that stay where they are while somebody points at the list or is in it: what was clicked is
 * then what was aimed at. Words change in place; what comes, goes or moves waits.
 */
import * as React from 'react';
import type { ISessionEntry } from '../../contract/protocol';
import type { ISessionGroup } from './session-groups';

export interface ISteadyGroups {
  groups: readonly ISessionGroup[];
  /** Whether something waits. */
  waits: boolean;
}

/** `reason` changes when somebody asked for another list themselves: then nothing waits. */
export function useSteadyGroups(
  latest: readonly ISessionGroup[],
  held: boolean,
  reason: string
): ISteadyGroups {
  const shown = React.useRef({ groups: latest, reason });
  const groups =
    held && shown.current.reason === reason ? inPlace(shown.current.groups, latest) : latest;
  shown.current = { groups, reason };
  return { groups, waits: placesOf(groups) !== placesOf(latest) };
}

/** The groups and rows of before, each as it is now. One that is gone stays as it was. */
function inPlace(
  before: readonly ISessionGroup[],
  latest: readonly ISessionGroup[]
): ISessionGroup[] {
  const now = new Map<string, ISessionEntry>(
    latest.flatMap(({ sessions }) => sessions.map(session => [session.id, session] as const))
  );
  return before.map(group => ({
    ...group,
    sessions: group.sessions.map(session => now.get(session.id) ?? session)
  }));
}

function placesOf(groups: readonly ISessionGroup[]): string {
  return JSON.stringify(groups.map(({ key, sessions }) => [key, sessions.map(({ id }) => id)]));
}
