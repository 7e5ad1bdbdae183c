/**
 * Whether an update of a log is one that its document can have had: an edit of texts, of which all is
 * there that it refers to. Yjs would keep another one until the rest comes, and the server's gate refuses it.
 */
import * as Y from 'yjs';

const ROOT = /^(?:code:(?:javascript|typescript|python)$|file:)/;

/** Throws what Yjs throws for bytes that are no update. */
export function isKnown({ store }: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  const ends = new Map<number, number>();
  const endOf = (client: number): number => ends.get(client) ?? Y.getState(store, client);
  for (const { id, length } of structs) {
    if (id.clock > endOf(id.client)) {
      return false;
    }
    ends.set(id.client, Math.max(endOf(id.client), id.clock + length));
  }
  const isThere = (id: Y.ID | null): boolean => id === null || id.clock < endOf(id.client);
  const areOfTexts = structs.every(
    struct =>
      struct instanceof Y.Item &&
      (struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted) &&
      struct.parentSub === null &&
      isThere(struct.origin) &&
      isThere(struct.rightOrigin) &&
      (struct.origin !== null || struct.rightOrigin !== null || isRoot(struct.parent))
  );
  const areDeletedThere = [...ds.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) => clock + len <= endOf(client))
  );
  return areOfTexts && areDeletedThere;
}

function isRoot(parent: unknown): boolean {
  return typeof parent === 'string' && ROOT.test(parent);
}
