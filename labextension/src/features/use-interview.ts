/**
 * The parts of an interview as hooks. A component is drawn again when a part that it reads has
 * changed, at most once a frame: a flood of output costs one drawing, not one per chunk.
 */
import * as React from 'react';
import type { IDocumentSlice } from '../model/document/document';
import type { IInterviewModel } from '../model/interview';
import type { IFilesSlice } from '../model/files/files';
import type { INoticesSlice } from '../model/notices';
import type { IOfflineSlice } from '../model/offline/offline-state';
import type { IArrivals } from '../model/people/arrivals';
import type { IPeopleSlice } from '../model/people/people';
import type { IPresence } from '../model/people/presence';
import type { IQuestions } from '../model/questions/questions';
import type { IRunsSlice } from '../model/runs/live-runs';
import type { IAnnouncementSlice } from '../model/session/announcement';
import type { IAttachmentSlice } from '../model/session/attachment';
import type { IConnectionSlice } from '../model/session/connection-status';
import type { ISessionSlice } from '../model/session/session';
import type { ISignals } from '../model/signals/signals';
import type { ISlice } from '../model/slice';

const Interview = React.createContext<IInterviewModel | null>(null);

/** The provider around everything that reads an interview. */
export const InterviewProvider = Interview.Provider;

export function useSession(): ISessionSlice {
  return useSlice(useInterview().session);
}

export function useConnection(): IConnectionSlice {
  return useSlice(useInterview().connection);
}

export function usePeople(): IPeopleSlice {
  return useSlice(useInterview().people);
}

export function useArrivals(): IArrivals {
  return useSlice(useInterview().arrivals);
}

/**
 * The views that draw carets follow this slice without hooks: it changes with every key of the
 * others.
 */
export function usePresence(): IPresence {
  return useInterview().presence;
}

/** The file in which each person's caret is, by their ids. */
export function useWhereabouts(): ReadonlyMap<string, string> {
  const presence = usePresence();
  const follow = React.useCallback(
    (moved: () => void) => {
      presence.moved.connect(moved);
      return () => presence.moved.disconnect(moved);
    },
    [presence]
  );
  return React.useSyncExternalStore(follow, () => presence.whereabouts);
}

export function useDocument(): IDocumentSlice {
  return useSlice(useInterview().document);
}

export function useFiles(): IFilesSlice {
  return useSlice(useInterview().files);
}

export function useRuns(): IRunsSlice {
  return useSlice(useInterview().runs);
}

export function useQuestions(): IQuestions {
  return useSlice(useInterview().questions);
}

export function useAnnouncement(): IAnnouncementSlice {
  return useSlice(useInterview().announcement);
}

export function useSignals(): ISignals {
  return useSlice(useInterview().signals);
}

export function useAttachment(): IAttachmentSlice {
  return useSlice(useInterview().attachment);
}

export function useOffline(): IOfflineSlice {
  return useSlice(useInterview().offline);
}

export function useNotices(): INoticesSlice {
  return useSlice(useInterview().notices);
}

function useInterview(): IInterviewModel {
  const model = React.useContext(Interview);
  if (model === null) {
    throw new Error('There is no InterviewProvider around what reads an interview.');
  }
  return model;
}

/** Milliseconds after which a page is drawn that nobody sees, and that so gets no frames. */
const LATEST_MS = 200;

/**
 * The hook for views around the panel; within it the hooks above find the interview by themselves.
 */
export function useSlice<S extends ISlice>(slice: S): S {
  const [, draw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    const coalesced = new OncePerFrame(draw);
    const changed = () => coalesced.request();
    slice.changed.connect(changed);
    changed();
    return () => {
      slice.changed.disconnect(changed);
      coalesced.cancel();
    };
  }, [slice]);
  return slice;
}

class OncePerFrame {
  constructor(private readonly _draw: () => void) {}

  request(): void {
    if (this._timer === undefined) {
      this._frame = requestAnimationFrame(this._fire);
      this._timer = setTimeout(this._fire, LATEST_MS);
    }
  }

  cancel(): void {
    cancelAnimationFrame(this._frame);
    clearTimeout(this._timer);
    this._timer = undefined;
  }

  private readonly _fire = (): void => {
    this.cancel();
    this._draw();
  };

  private _frame = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
