/** How other parts of the panel show a moment in the player: a note, for example. */
import * as React from 'react';

export interface IWhen {
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Null where nobody may look back. */
export const LookAt = React.createContext<((when: IWhen) => void) | null>(null);
