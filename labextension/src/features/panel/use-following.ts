/** Whose caret this person keeps in view, also from file to file, until they do something themselves. */
import * as React from 'react';
import type { IUser } from '../../contract/protocol';
import { useFiles, usePeople, useWhereabouts } from '../use-interview';

export interface IFollowing {
  /** Null when nobody is followed, or when who was has gone. */
  readonly whom: IUser | null;
  /** Begins, or ends with who is followed already. */
  readonly follow: (user: IUser) => void;
  readonly end: () => void;
}

export function useFollowing(): IFollowing {
  const people = usePeople();
  const files = useFiles();
  const whereabouts = useWhereabouts();
  const [chosen, choose] = React.useState<string | null>(null);
  const whom = people.list.find(({ id, online }) => id === chosen && online) ?? null;
  const isGone = chosen !== null && whom === null;
  React.useEffect(() => {
    if (isGone) {
      choose(null);
    }
  }, [isGone]);
  const file = whom === null ? undefined : whereabouts.get(whom.id);
  React.useEffect(() => {
    if (file !== undefined) {
      files.look(file);
    }
  }, [file, files]);
  return {
    whom,
    follow: React.useCallback(({ id }: IUser) => choose(before => (before === id ? null : id)), []),
    end: React.useCallback(() => choose(null), [])
  };
}
