/** What goes on in many interviews, requested again and again while somebody looks. */
import * as React from 'react';
import type { IActivityList } from '../contract/protocol';
import type { ActivityOf, IInterviewApi } from '../model/ports';
import { useTrans } from '../ui/translation';
import { sentence } from './sentences';

const REFRESH_MS = 1_000;

export interface IActivityNow {
  /** Null until the first answer has come. */
  activity: IActivityList | null;
  /** Why no answer has come, as a sentence. */
  failure: string | null;
}

/**
 * `of` must be the same object as long as its content is the same; with null nothing is requested.
 */
export function useActivity(
  api: Pick<IInterviewApi, 'activity'>,
  of: ActivityOf | null,
  visible = true,
  everyMs = REFRESH_MS
): IActivityNow {
  const trans = useTrans();
  const [now, setNow] = React.useState<IActivityNow>({ activity: null, failure: null });
  React.useEffect(() => setNow({ activity: null, failure: null }), [of]);
  React.useEffect(() => {
    if (of === null || !visible) {
      return;
    }
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Only one request is on its way at a time, however slow the server is.
    const ask = async (): Promise<void> => {
      if (!document.hidden) {
        try {
          const activity = await api.activity(of);
          if (!isOver) {
            setNow({ activity, failure: null });
          }
        } catch (reason) {
          if (!isOver) {
            setNow(before => ({ ...before, failure: sentence(reason, trans) }));
          }
        }
      }
      if (!isOver) {
        timer = setTimeout(() => void ask(), everyMs);
      }
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [api, of, visible, everyMs, trans]);
  return now;
}
