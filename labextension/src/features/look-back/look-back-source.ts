/** What the player needs of the page around it. */
import type { IRecording, IRemarks } from '../../contract/protocol';
import type { IInterviewApi, IRunner } from '../../model/ports';

export interface ILookBackSource {
  /** The recording, as it is now. Rejects with InterviewError. */
  read(): Promise<IRecording>;
  /** The notes of hosts, as one may read them; rejects for everybody else. Null where there are none. */
  readonly notes: (() => Promise<IRemarks>) | null;
  /** The address of this interview's player, to which a fragment is added; null where it has none. */
  readonly address: string | null;
  /** A sandbox of one's own, in which a text of the past can be tried. */
  readonly createRunner: () => IRunner;
}

export function lookBackSource(
  api: IInterviewApi,
  sessionId: string,
  server: string,
  createRunner: () => IRunner
): ILookBackSource {
  return {
    read: () => api.recording(sessionId),
    notes: api.keptBy === 'server' ? () => api.remarks(sessionId) : null,
    address:
      api.keptBy === 'server' ? `${server}interview/replay/${encodeURIComponent(sessionId)}` : null,
    createRunner
  };
}
