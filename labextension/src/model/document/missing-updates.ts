/**
 * Knows which text of other people this client has and the server does not.
 *
 * The server relays before it stores, so a crash can take back what it had relayed. The authors
 * still have those edits and send them again; until then whatever points at them would be refused.
 */
import * as Y from 'yjs';

export class MissingUpdates {
  /** Where the server's knowledge of a client ends. Empty when it knows everything. */
  readonly missing = new Map<number, number>();

  /** `ours` are clients whose edits this page sends again itself. */
  constructor(doc: Y.Doc, server: ReadonlyMap<number, number>, ours: Iterable<number>) {
    const mine = new Set(ours);
    this._known = knownOf(doc);
    for (const [client, clock] of this._known) {
      const has = server.get(client) ?? 0;
      if (has < clock && !mine.has(client)) {
        this.missing.set(client, has);
      }
    }
  }

  /**
   * Notes that the server knows what is in this update, which it has sent. True when less is
   * missing now.
   */
  learn(update: Uint8Array): boolean {
    if (this.missing.size === 0) {
      return false;
    }
    let learned = false;
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const has = this.missing.get(id.client);
      if (has !== undefined && id.clock <= has && has < id.clock + length) {
        learned = true;
        this.missing.set(id.client, id.clock + length);
        if (id.clock + length >= (this._known.get(id.client) ?? 0)) {
          this.missing.delete(id.client);
        }
      }
    }
    return learned;
  }

  private readonly _known: ReadonlyMap<number, number>;
}

/**
 * Where knowledge of each client ends, including updates in the document that wait for earlier
 * ones.
 */
function knownOf(doc: Y.Doc): Map<number, number> {
  const known = Y.decodeStateVector(Y.encodeStateVector(doc));
  const waiting = doc.store.pendingStructs;
  if (waiting !== null) {
    for (const { id, length } of Y.decodeUpdateV2(waiting.update).structs) {
      known.set(id.client, Math.max(known.get(id.client) ?? 0, id.clock + length));
    }
  }
  return known;
}

/** Whether an update refers to structs at or after the clocks of `missing`. */
export function pointsAtMissing(update: Uint8Array, missing: ReadonlyMap<number, number>): boolean {
  if (missing.size === 0) {
    return false;
  }
  const isMissing = (id: { client: number; clock: number } | null): boolean =>
    id !== null && id.clock >= (missing.get(id.client) ?? Infinity);
  const { structs, ds } = Y.decodeUpdate(update);
  return (
    structs.some(
      struct =>
        struct instanceof Y.Item && (isMissing(struct.origin) || isMissing(struct.rightOrigin))
    ) ||
    [...ds.clients].some(([client, ranges]) =>
      ranges.some(({ clock, len }) => isMissing({ client, clock: clock + len - 1 }))
    )
  );
}
