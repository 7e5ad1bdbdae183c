/** Who is asking: the only thing of a person that rules look at. */
import type { Role } from '../contract/protocol';
import { refusal } from './refusal';

/** The identity of everybody who is logged in where Jupyter does not tell people apart. */
export const SHARED = 'server';

/** A role in one session, with a Jupyter identity or as one guest. */
export interface IActor {
  readonly role: Role;
  readonly identity?: string | null;
  readonly participant?: string | null;
  /** The link by which somebody comes who has not joined yet. */
  readonly invite?: string | null;
  /** Whether the server itself acts, for what nobody asks it over a connection. */
  readonly server?: boolean;
}

export const SERVER_ITSELF: IActor = { role: 'owner', server: true };

/** Refuses everybody but the server itself. */
export function demandServer(actor: IActor): void {
  if (actor.server !== true) {
    throw refusal('forbidden', 'Only the server itself does this.');
  }
}
