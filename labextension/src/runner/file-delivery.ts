/**
 * Brings the files of a language from this site's server to a sandbox frame, which has no network.
 *
 * A file is handed over as a blob that was made of its bytes here. The blob of a response itself
 * may be a temporary file of the browser's: in Firefox it reads as empty in the frame as soon as
 * the sender's handle has been collected as garbage, some seconds later.
 *
 * The frame gets each file as soon as it is there, and those that it needs first come first: the
 * next file arrives while a module is compiled, and does not take the connection away from it
 * before.
 *
 * Whoever sends must live until the frame says that it has everything. When a worker of Firefox
 * ends a moment after it has posted, all that it posted over a port that was handed to it may be
 * lost.
 */
import { fetchBytes } from './fetching';
import type { IFile } from './fetching';
import { TAKE_LIMIT_MS } from './limits';
import type { FileRole, IFileMessage } from './messages';
import { within } from './within';

/**
 * Python wakes up in its memory once it is compiled, and reads its library once a program runs; few
 * programs name Node's modules.
 */
const LATER: readonly FileRole[] = ['snapshot', 'stdlib', 'node'];

export interface IAssetFile extends IFile {
  role: FileRole;
}

export interface IOrder {
  /** Folder of the files, absolute. */
  baseUrl: string;
  files: readonly IAssetFile[];
  /** Those that this site does not have. */
  missing: readonly FileRole[];
}

/** Gets each file once; null for one that this site does not have. */
export type Give = (role: FileRole, file: Blob | null) => void;

/** What is said when the frame does not take its files. */
export const NOT_TAKEN = 'the sandbox did not take its files';

/** Delivers over this port, and resolves when the frame behind it says that it has everything. */
export async function deliverOver(
  frame: MessagePort,
  order: IOrder,
  onProgress: (fraction: number) => void
): Promise<void> {
  const tell = (message: IFileMessage): void => frame.postMessage(message);
  await deliver(order, (role, file) => tell({ role, file }), onProgress);
  const taken = new Promise<void>(resolve => {
    frame.onmessage = () => resolve();
  });
  tell({ role: null });
  await within(taken, TAKE_LIMIT_MS, NOT_TAKEN);
  frame.close();
}

/** Tells 0..1 of the bytes to `onProgress`. Rejects with why it cannot. */
export async function deliver(
  { baseUrl, files, missing }: IOrder,
  give: Give,
  onProgress: (fraction: number) => void
): Promise<void> {
  missing.forEach(role => give(role, null));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let received = 0;
  const onBytes = (count: number): void => {
    received += count;
    onProgress(Math.min(1, received / total));
  };
  const turns = [
    files.filter(({ role }) => !LATER.includes(role)),
    ...LATER.map(later => files.filter(({ role }) => role === later))
  ];
  for (const turn of turns) {
    await Promise.all(
      turn.map(async entry => {
        const bytes = await fetchBytes(baseUrl, entry, onBytes);
        give(entry.role, new Blob([bytes]));
      })
    );
  }
}
