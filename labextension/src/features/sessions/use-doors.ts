/** Who waits and who is in, at interviews of the list that are not open on this page. */
import * as React from 'react';
import type { ISessionEntry } from '../../contract/protocol';
import type { IInterviewApi } from '../../model/ports';
import type { ArrivalCount } from '../arrivals/arrival-words';
import { useActivity } from '../use-activity';

const REFRESH_MS = 5_000;
/** So many are asked about, the first of the list. */
const MOST = 50;

/**
 * The same map with those that are not in it: nobody has looked into them here, so everybody who is led
 * and is there has come since. `open` are those that are open.
 */
export function useDoors(
  api: Pick<IInterviewApi, 'activity' | 'keptBy'>,
  sessions: readonly ISessionEntry[] | null,
  open: ReadonlyMap<string, ArrivalCount>,
  visible: boolean
): ReadonlyMap<string, ArrivalCount> {
  const isAsked = ({ id, state }: ISessionEntry): boolean => state !== 'ended' && !open.has(id);
  const asked = api.keptBy === 'server' ? (sessions ?? []).filter(isAsked).slice(0, MOST) : [];
  const key = asked
    .map(({ id }) => id)
    .sort()
    .join(' ');
  const of = React.useMemo(() => (key === '' ? null : { ids: key.split(' ') }), [key]);
  const { activity } = useActivity(api, of, visible, REFRESH_MS);
  return React.useMemo(() => {
    const doors = new Map<string, ArrivalCount>();
    for (const { id, people } of activity?.sessions ?? []) {
      const led = people.filter(({ online, role }) => online && !HOSTS.has(role));
      const waiting = led.filter(one => one.waiting).length;
      doors.set(id, { waiting, unseen: led.length - waiting });
    }
    return new Map([...doors, ...open]);
  }, [activity, open]);
}

const HOSTS: ReadonlySet<string> = new Set(['owner', 'interviewer']);
