/** The records of a session. Times are whole microseconds since 1970, UTC. */
import type { Settings } from '../contract/generated-settings';
import type { ICopiedFrom, Language, Role, SessionState } from '../contract/protocol';

export interface ISessionRecord {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly state: SessionState;
  readonly createdUs: number;
  readonly createdBy: string;
  readonly endedUs: number | null;
  readonly epoch: number;
  readonly settings: Settings;
  /** The class that it belongs to. */
  readonly group: string | null;
  /** The moment of another session with which it began. */
  readonly copiedFrom: ICopiedFrom | null;
  /** Until when its candidates may fetch their copy. */
  readonly releasedUs: number | null;
  /** Since when it is on hold, and nothing deletes it. */
  readonly heldUs: number | null;
}

/** A further link by which somebody came; without a secret, it lets them in no longer. */
export interface IWay {
  readonly inviteId: string;
  /** In base64. */
  readonly secretSha256: string | null;
}

/** A person in a session. `inviteId` is the link that gave them their role. */
export interface IParticipantRecord {
  readonly id: string;
  readonly kind: 'user' | 'guest';
  readonly identity: string | null;
  /** In base64. */
  readonly secretSha256: string | null;
  readonly inviteId: string | null;
  readonly name: string;
  readonly role: Role;
  readonly color: string;
  readonly joinedUs: number;
  readonly leftUs: number | null;
  readonly admitted: boolean;
  /** When the hand was raised; null while it is down. */
  readonly handUs: number | null;
  /**
   * Whether a host took them off the list while they were away; they did not leave. Owners whom older
   * versions took off it have left, too.
   */
  readonly takenOff: boolean;
  /** Further links by which they came, or the same one again, the newest last. */
  readonly ways: readonly IWay[];
}

/** A link that lets people in. */
export interface IInviteRecord {
  readonly id: string;
  /** In base64. */
  readonly secretSha256: string;
  readonly role: Role;
  readonly createdUs: number;
  readonly expiresUs: number;
  readonly maxUses: number | null;
  readonly uses: number;
  readonly revokedUs: number | null;
  /** For whom it is, in the words of its maker. */
  readonly label: string | null;
}

/** A date as the contract writes it. */
export function iso(atUs: number): string {
  return new Date(Math.floor(atUs / 1000)).toISOString();
}

export function isoOrNull(atUs: number | null): string | null {
  return atUs === null ? null : iso(atUs);
}
