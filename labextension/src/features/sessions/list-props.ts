/** What the list shows, and the verbs that the page around gives it. */
import type { ISession, ISessionEntry, Language, SessionState } from '../../contract/protocol';
import type { IInterviewApi, INewSession, ITaken, KeptBy, TakenForm } from '../../model/ports';
import type { ICandidateLink } from '../share/invite-actions';
import type { ITextFiles } from './new-interview-dialog';
import type { IArrangement } from './remembered';
import type { ActiveAt } from './session-groups';
import type { IRowActions } from './session-row';

/** The verbs that the page provides. Every promise rejects with a sentence for a person. */
export interface ISessionActions {
  /** In the language that new interviews begin in, if no other is named; opens it. */
  create(this: void, wanted: INewSession): Promise<void>;
  open(session: ISessionEntry): void;
  /** A link for one candidate that works for 24 hours. */
  makeLink(session: ISessionEntry): Promise<ICandidateLink>;
  rename(session: ISessionEntry, title: string): Promise<void>;
  copy(session: ISessionEntry, title: string): Promise<ISession>;
  start(session: ISessionEntry): Promise<void>;
  end(session: ISessionEntry): Promise<void>;
  reopen(session: ISessionEntry): Promise<void>;
  remove(session: ISessionEntry): Promise<void>;
  takeAway(session: ISessionEntry, form: TakenForm): Promise<ITaken>;
}

export interface ISessionListProps extends IArrangement {
  /** The interviews, with their titles as the reader sees them; null until they have come. */
  sessions: readonly ISessionEntry[] | null;
  /** The states of which the server has more interviews. */
  more: readonly SessionState[];
  onMore: (state: SessionState) => void;
  /** The query in the field, and the one by which `sessions` were found. */
  query: string;
  found: string;
  onQuery: (query: string) => void;
  activeAt: ActiveAt;
  /** Another number after everything that this person did or asked for. */
  own: number;
  arrange: (change: Partial<IArrangement>) => void;
  /** Whether the list is in sight. */
  visible: boolean;
  /** The interview that is open in front. */
  current: string | null;
  /** Whether a database that was damaged is set aside, with what was in it. */
  isMissing: boolean;
  /** Whether this account may create interviews. */
  mayCreate: boolean;
  /** Why the interviews did not come, as a sentence. */
  failure: string | null;
  actions: ISessionActions;
  /** In which new interviews begin. */
  language: Language;
  /** The files of the page around; undefined where it has none. */
  files?: ITextFiles;
  keptBy: KeptBy;
  /** Tells what can be chosen for a new interview. */
  banks: Pick<IInterviewApi, 'listQuestions'>;
}

/** The same where interviews have come, with what goes on in one row. */
export interface IGroupsProps extends ISessionListProps {
  sessions: readonly ISessionEntry[];
  rowActions: IRowActions;
  /** The interview whose title is being changed. */
  renaming: string | null;
  onRenamed: (session: ISessionEntry, title: string | null) => void;
  /** The interview that gets the focus as soon as it is there. */
  wanted: string | null;
  onWanted: (session: null) => void;
}
