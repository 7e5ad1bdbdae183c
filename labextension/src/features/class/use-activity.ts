/** What goes on in many interviews, asked for every second while somebody looks. */
import * as React from 'react';
import type { IActivityList } from '../../contract/protocol';
import type { ActivityOf, IInterviewApi } from '../../model/ports';
import { sentence } from '../wording';

const REFRESH_MS = 1_000;

export interface IActivityNow {
  /** Null until it came for the first time. */
  activity: IActivityList | null;
  /** Why it did not come, as a sentence. */
  failure: string | null;
}

/** `of` must be the same object as long as it says the same; null asks nothing. */
export function useActivity(
  api: Pick<IInterviewApi, 'activity'>,
  of: ActivityOf | null,
  visible = true
): IActivityNow {
  const [now, setNow] = React.useState<IActivityNow>({ activity: null, failure: null });
  React.useEffect(() => setNow({ activity: null, failure: null }), [of]);
  React.useEffect(() => {
    if (of === null || !visible) {
      return;
    }
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // One question at a time: a slow server is not asked twice.
    const ask = async (): Promise<void> => {
      if (!document.hidden) {
        try {
          const activity = await api.activity(of);
          if (!isOver) {
            setNow({ activity, failure: null });
          }
        } catch (reason) {
          if (!isOver) {
            setNow(before => ({ ...before, failure: sentence(reason) }));
          }
        }
      }
      if (!isOver) {
        timer = setTimeout(() => void ask(), REFRESH_MS);
      }
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [api, of, visible]);
  return now;
}
