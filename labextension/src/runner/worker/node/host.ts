/**
 * What Node's modules need of the run they are in. The harness puts it where only this module looks,
 * just while the file with the modules is evaluated.
 */
import type { INodeInspect } from '../inspect/inspect';
import type { ITextFile, OutputStream } from '../../types';

export interface INodeHost {
  /** `solution.js` */
  fileName: string;
  /** The files that the program begins with; null for one that is a single file. */
  files: readonly ITextFile[] | null;
  write: (stream: OutputStream, text: string) => void;
  inspect: INodeInspect;
  /** The next line with its end, null after the last; the first way does not return to wait. */
  lineNow: (prompt: string) => string | null;
  lineLater: (prompt: string) => Promise<string | null>;
  /** Keeps the run alive until the function that it returns is called. */
  begin: () => () => void;
  /** Whether a timer, by its number, keeps the run alive. */
  keep: (timer: number, isOn: boolean) => void;
  /** Ends the run with this code, and never returns. */
  exit: (code: number) => never;
  /** Calls it when everything that is waiting in the engine's own queue has been done. */
  immediate: (callback: () => void) => void;
  /** Node's queue, which is done before promises. */
  nextTick: (callback: () => void) => void;
}

export const HOST = Symbol.for('jupyter-interview.node-host');

export const host = (globalThis as unknown as Record<symbol, INodeHost>)[HOST];
