/** What the player needs of the page around it. */
import type { ICopiedFrom, IRecording, IRemarks, IRun, ISession } from '../../contract/protocol';
import type { IInterviewApi, IRunner } from '../../model/ports';

export interface IBeginning {
  /** Whether this account may have interviews of its own. */
  isAllowed(): Promise<boolean>;
  /** Begins one with the files of then, and opens it. Rejects with InterviewError. */
  at(seq: number, title: string): Promise<void>;
}

export interface ILookBackSource {
  /** The recording as it is now, or what came after an entry of it. Rejects with InterviewError. */
  read(after?: number): Promise<IRecording>;
  /** A run with all that it has printed; null where only the recording is there. Rejects with InterviewError. */
  readonly wholeRun: ((runId: string) => Promise<IRun>) | null;
  /** The notes of hosts, as one may read them; rejects for everybody else. Null where there are none. */
  readonly notes: (() => Promise<IRemarks>) | null;
  /** The address of this interview's player, to which a fragment is added; null where it has none. */
  readonly address: string | null;
  /** Begins another interview from a moment; null on pages that open no other one. */
  readonly beginning: IBeginning | null;
  /** A sandbox of one's own, in which a text of the past can be tried. */
  readonly createRunner: () => IRunner;
}

export function lookBackSource(
  api: IInterviewApi,
  sessionId: string,
  server: string,
  createRunner: () => IRunner,
  open: ((session: ISession) => void) | null = null
): ILookBackSource {
  return {
    read: after => api.recording(sessionId, after),
    wholeRun: async runId => api.recordedRun(sessionId, runId),
    notes: api.keptBy === 'server' ? () => api.remarks(sessionId) : null,
    address:
      api.keptBy === 'server' ? `${server}interview/replay/${encodeURIComponent(sessionId)}` : null,
    beginning: open === null ? null : beginningBy(api, sessionId, open),
    createRunner
  };
}

function beginningBy(
  api: IInterviewApi,
  sessionId: string,
  open: (session: ISession) => void
): IBeginning {
  return {
    // A server tells it to those who are logged in; a browser lets everybody.
    isAllowed: async () => (await api.health()).mayCreate ?? api.keptBy === 'browser',
    at: async (seq, title) => open(await api.copy(sessionId, { title, at: seq }))
  };
}

/** The address of the player of another interview, at a place in its log; null where it has none. */
export function addressOf(
  { address }: ILookBackSource,
  { session, at }: ICopiedFrom
): string | null {
  return address === null
    ? null
    : `${address.replace(/[^/]*$/, encodeURIComponent(session))}#at=${at}`;
}
