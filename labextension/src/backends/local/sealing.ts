/**
 * When an interview of this browser seals its texts, as a room of a server does: after so many changes or
 * so long after one, where a program is begun, and where the state changes.
 */
import * as Y from 'yjs';
import { rootOf } from '../../contract/files';
import type { SessionCommand } from '../../contract/generated-events';
import { sha256 } from '../../model/runs/program';
import { SERVER_ITSELF, type IActor } from '../../session/actor';
import type { IInterview } from '../../session/interview';
import { EMPTY, SEAL_MS, SEAL_UPDATES } from '../../session/seals';
import type { Entry, News } from './database';

/** An interview while it is changed. */
export interface IChanging {
  readonly interview: IInterview;
  perform(actor: IActor, command: SessionCommand): void;
}

/** The changes of texts since the last seal, and when the first of them was made. */
export interface IUnsealed {
  readonly updates: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export const ALL_SEALED: IUnsealed = { updates: 0, since: 0 };

/** What is not sealed after some more entries of the log. */
export function unsealedAfter(unsealed: IUnsealed, entries: readonly Entry[]): IUnsealed {
  return entries.reduce((sum, entry) => withOneMore(sum, entry, entry.at), unsealed);
}

function withOneMore(unsealed: IUnsealed, news: News, at: number): IUnsealed {
  if ('event' in news) {
    return news.event.type === 'TextsSealed' ? ALL_SEALED : unsealed;
  }
  const { updates, since } = unsealed;
  return { updates: updates + 1, since: updates === 0 ? at : since };
}

/** Whether a change is to be sealed, before which so much was not. */
export function isSealing(news: readonly News[], before: IUnsealed, now: number): boolean {
  const { updates, since } = news.reduce((sum, one) => withOneMore(sum, one, now), before);
  const isDue = updates >= SEAL_UPDATES || (updates > 0 && now - since >= SEAL_MS);
  return isDue || news.some(isSealed);
}

/** Adds a seal of the texts that are others than the last seals say. */
export function seal(change: IChanging, doc: Y.Doc): void {
  const { folder, seals } = change.interview;
  const texts = [...folder.files, ...folder.removed]
    .map(({ id }) => ({ file: id, sha256: sha256(doc.getText(rootOf(id)).toJSON()) }))
    .filter(({ file, sha256: found }) => found !== (seals[file] ?? EMPTY));
  change.perform(SERVER_ITSELF, { type: 'SealTexts', texts });
}

function isSealed(news: News): boolean {
  if (!('event' in news)) {
    return false;
  }
  const { event } = news;
  return (
    event.type === 'RunStarted' ||
    event.type === 'CheckStarted' ||
    (event.type === 'SessionChanged' && event.state !== undefined)
  );
}
