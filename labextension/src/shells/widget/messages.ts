/**
 * What a widget's page and its kernel say to each other, beside ipywidgets' own state.
 *
 * The text, the people and the runs travel here and not as widget state, because widget state is what
 * a notebook can be saved with. The Python half is jupyter_interview/widgets/panel.py.
 */
import type { IActivity, IQuestion, IRun, IUser, Language } from '../../contract/protocol';
import type { Connection } from '../../model/session/connection-status';

/** The changes of an interview that the kernel is told. */
export interface IPanelState {
  connection?: Connection;
  language?: Language;
  code?: string;
  users?: readonly IUser[];
  /** As everybody may know them. */
  questions?: readonly IQuestion[];
  /** Runs that are new or have changed; `order` names all of them, oldest first. */
  runs?: readonly IRun[];
  order?: readonly string[];
}

export type FromPage =
  /** This page shows the interview from now on. */
  | { type: 'opened'; page: string }
  | { type: 'closed'; page: string }
  | { type: 'state'; page: string; done: number; state: IPanelState }
  /** Command number `n` was not fulfilled, or, with 0, the interview did not open. */
  | { type: 'refused'; page: string; n: number; sentence: string };

/** What goes on in the interviews of a table, told when it has changed. */
export interface IActivityState {
  type: 'activity';
  sessions: readonly IActivity[];
  failure: string | null;
}

export type FromKernel =
  /** Asks which other page shows the interview, because the one that obeyed is gone. */
  { type: 'who' } | { type: 'command'; n: number; to: string; command: ICommand };

/** `base` is the text that the command changes, as far as the kernel knew it. */
export type ICommand =
  | { kind: 'language'; language: Language }
  | { kind: 'code'; language: Language | null; base: string | null; code: string };
