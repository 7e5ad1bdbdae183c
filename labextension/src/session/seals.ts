/**
 * Seals: what the texts were at places of the log, by their hashes, said while they were live.
 *
 * Whoever has the texts says it: a room of a server, or a page with an interview of its own. A text
 * that no seal speaks of was empty, and a draft is not sealed: what is tried there is nobody's
 * business.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import { demandServer, type IActor } from './actor';
import { decided, type IDecided, type IInterview } from './interview';
import type { Named } from './named';

/** After so many changes the texts are sealed again. */
export const SEAL_UPDATES = 512;
/** So long after a change they are sealed at the latest. */
export const SEAL_MS = 60_000;

/** The SHA-256 of no text. */
export const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export function decide(
  { session }: IInterview,
  actor: IActor,
  { texts }: Named<SessionCommand, 'SealTexts'>
): IDecided[] {
  demandServer(actor);
  return session.state === 'draft' || texts.length === 0
    ? []
    : [decided({ type: 'TextsSealed', texts })];
}

export function evolve(
  interview: IInterview,
  { texts }: Named<SessionEvent, 'TextsSealed'>
): IInterview {
  const told = Object.fromEntries(texts.map(({ file, sha256 }) => [file, sha256]));
  return { ...interview, seals: { ...interview.seals, ...told } };
}
