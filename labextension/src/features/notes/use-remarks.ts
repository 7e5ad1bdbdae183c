/** The remarks of an interview as this host may read them, and changes of them, as a hook. */
import * as React from 'react';
import type { IRemarks } from '../../contract/protocol';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { useConnection, useQuestions } from '../use-interview';
import type { RemarkPort } from './notes-props';

export interface IRemarksView {
  /** Null until they were read. */
  readonly remarks: IRemarks | null;
  /** Why they could not be read or changed last. */
  readonly failure: string | null;
  readonly dismiss: () => void;
  /** Reads them anew. */
  readonly look: () => void;
  /** Changes a part of them, null takes it back. Answers whether that was done. */
  readonly change: (part: readonly string[], body: object | null) => Promise<boolean>;
}

/** They are read when they are shown, when the questions are others, and when one is online again. */
export function useRemarks(port: RemarkPort, isShown: boolean): IRemarksView {
  const [remarks, setRemarks] = React.useState<IRemarks | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);
  const trans = useTrans();
  const isOnline = useConnection().state === 'online';
  const questions = useQuestions()
    .listed.map(({ id }) => id)
    .join(' ');
  // One after the other, so that an older answer never takes the place of a newer one.
  const last = React.useRef<Promise<unknown>>(Promise.resolve());
  const ask = React.useCallback(
    (...change: Parameters<RemarkPort>): Promise<boolean> => {
      const asked = last.current.then(() => port(...change));
      const answered = asked.then(
        found => {
          setRemarks(found);
          setFailure(null);
          return true;
        },
        reason => {
          setFailure(sentence(reason, trans));
          return false;
        }
      );
      last.current = answered;
      return answered;
    },
    [port, trans]
  );
  React.useEffect(() => {
    if (isShown) {
      void ask();
    }
  }, [ask, isShown, isOnline, questions]);
  return {
    remarks,
    failure,
    dismiss: () => setFailure(null),
    look: () => void ask(),
    change: (part, body) => ask({ part, body })
  };
}
