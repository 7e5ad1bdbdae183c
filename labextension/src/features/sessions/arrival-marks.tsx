/** Who waits and who has come, at the interviews of the list. */
import * as React from 'react';
import { useTrans } from '../../ui/translation';
import type { ArrivalCount } from '../arrivals/arrival-words';

const Counts = React.createContext<ReadonlyMap<string, ArrivalCount>>(new Map());

/** The provider around the list: by the ids of interviews. */
export const ArrivalCounts = Counts.Provider;

export function ArrivalMark(props: { sessionId: string }): JSX.Element | null {
  const count = React.useContext(Counts).get(props.sessionId);
  const trans = useTrans();
  if (count === undefined || count.waiting + count.unseen === 0) {
    return null;
  }
  return (
    <span className="jpi-SessionRow-mark">
      {count.waiting > 0
        ? trans._n('%1 waits', '%1 wait', count.waiting)
        : trans._np('a number of people', '%1 has come', '%1 have come', count.unseen)}
    </span>
  );
}
