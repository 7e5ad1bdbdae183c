/** What the drawer of notes gets from the panel around it. */
import type { IRemarks } from '../../contract/protocol';
import type { IRemarkChange } from '../../model/ports';
import type { Markdown } from '../questions/markdown';

/** The remarks of one interview, as they are or after a change. Rejects with InterviewError. */
export type RemarkPort = (change?: IRemarkChange) => Promise<IRemarks>;

export interface INotesView {
  readonly isOpen: boolean;
  /** Somebody wants to write a note, each time this is another object. */
  readonly asked: object | null;
  readonly toggle: () => void;
}

export interface INotesProps {
  view: INotesView;
  port: RemarkPort;
  markdown: Markdown;
}
