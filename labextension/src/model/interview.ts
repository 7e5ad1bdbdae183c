/**
 * The interface of a live interview that components see, in parts that can be followed one by one.
 * `interview-model.ts` implements it over the ports; components never see a port.
 */
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { IDocumentSlice } from './document/document';
import type { IFilesSlice } from './files/files';
import type { INoticesSlice } from './notices';
import type { IOfflineSlice } from './offline/offline-state';
import type { IArrivals } from './people/arrivals';
import type { IPeopleSlice } from './people/people';
import type { IPresence } from './people/presence';
import type { IQuestions } from './questions/questions';
import type { IRunsSlice } from './runs/live-runs';
import type { IAnnouncementSlice } from './session/announcement';
import type { IAttachmentSlice } from './session/attachment';
import type { IConnectionSlice } from './session/connection-status';
import type { ISessionSlice } from './session/session';
import type { ISignals } from './signals/signals';

export interface IInterviewModel extends IDisposable {
  /** Something of any part changed. Coalesced: at most once a microtask. */
  readonly changed: ISignal<IInterviewModel, void>;

  readonly session: ISessionSlice;
  readonly connection: IConnectionSlice;
  readonly people: IPeopleSlice;
  readonly arrivals: IArrivals;
  readonly presence: IPresence;
  readonly files: IFilesSlice;
  readonly document: IDocumentSlice;
  readonly runs: IRunsSlice;
  readonly questions: IQuestions;
  readonly announcement: IAnnouncementSlice;
  readonly signals: ISignals;
  readonly attachment: IAttachmentSlice;
  readonly offline: IOfflineSlice;
  readonly notices: INoticesSlice;

  /** Keeps what must be kept, now that the page goes away. */
  leave(): void;
}
