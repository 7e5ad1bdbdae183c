/** How somebody has arranged the list, which this browser remembers. */
import * as React from 'react';
import { ORDERS } from './session-groups';
import type { SessionOrder } from './session-groups';

export interface IArrangement {
  order: SessionOrder;
  /** Whether a group is folded, where somebody has folded or unfolded it. */
  folded: Readonly<Record<string, boolean>>;
}

const KEY = 'jupyter-interview:list';
const FIRST: IArrangement = { order: 'made', folded: {} };

export function useArrangement(): [IArrangement, (change: Partial<IArrangement>) => void] {
  const [arrangement, setArrangement] = React.useState(read);
  const change = React.useCallback(
    (changed: Partial<IArrangement>) =>
      setArrangement(before => {
        const after = { ...before, ...changed };
        write(after);
        return after;
      }),
    []
  );
  return [arrangement, change];
}

/** What is kept may be of another version, or no arrangement at all: of that nothing counts. */
function read(): IArrangement {
  try {
    const { order, folded } = JSON.parse(
      localStorage.getItem(KEY) ?? '{}'
    ) as Partial<IArrangement>;
    return {
      order: ORDERS.find(one => one === order) ?? FIRST.order,
      folded: typeof folded === 'object' && folded !== null ? folded : FIRST.folded
    };
  } catch {
    return FIRST;
  }
}

function write(arrangement: IArrangement): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(arrangement));
  } catch {
    // A browser that keeps nothing: it stays for as long as the page is open.
  }
}
