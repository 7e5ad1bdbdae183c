/**
 * Cuts and joins updates into pieces that the server takes in one frame.
 *
 * A paste or a replace-all is one Yjs transaction and so one update, which may be over the limits
 * of bytes, structs or delete ranges. Cut into several, everybody ends with the same document. The
 * order of the pieces keeps two promises the server checks: nothing points at what it does not
 * know yet, and old text goes before new text comes, so that the text never outgrows its limit in
 * between.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export interface IPieceLimits {
  bytes: number;
  structs: number;
  ranges: number;
}

/** Well below what the server refuses, and small enough that a slow line shows progress. */
export const PIECE_LIMITS: IPieceLimits = { bytes: 64 * 1024, structs: 2_000, ranges: 2_000 };

/** Enough for a struct's header: info, two ids, the root's name and a length. */
const STRUCT_HEADER_BYTES = 96;
const RANGE_BYTES = 32;

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

interface IRange {
  client: number;
  clock: number;
  len: number;
}

/**
 * The same updates in the same order as few updates within the limits. `ends[i]` of the answer is
 * how many of the given updates are complete with piece `i`.
 */
export function pack(
  updates: readonly Uint8Array[],
  limits = PIECE_LIMITS
): { piece: Uint8Array; ends: number }[] {
  const packed: { piece: Uint8Array; ends: number }[] = [];
  let group: Uint8Array[] = [];
  let sum = { bytes: 0, structs: 0, ranges: 0 };
  const flush = (ends: number): void => {
    if (group.length > 0) {
      packed.push({ piece: group.length === 1 ? group[0] : Y.mergeUpdates(group), ends });
    }
    group = [];
    sum = { bytes: 0, structs: 0, ranges: 0 };
  };
  updates.forEach((update, index) => {
    const size = measure(update);
    if (!fits(size, limits)) {
      flush(index);
      const pieces = split(update, limits);
      pieces.forEach((piece, i) =>
        packed.push({ piece, ends: i === pieces.length - 1 ? index + 1 : index })
      );
      return;
    }
    const together = {
      bytes: sum.bytes + size.bytes,
      structs: sum.structs + size.structs,
      ranges: sum.ranges + size.ranges
    };
    if (fits(together, limits)) {
      sum = together;
    } else {
      flush(index);
      sum = size;
    }
    group.push(update);
  });
  flush(updates.length);
  return packed;
}

/** One update as several within the limits. */
export function split(update: Uint8Array, limits = PIECE_LIMITS): Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(update);
  const firstNew = new Map<number, number>();
  for (const struct of structs) {
    firstNew.set(
      struct.id.client,
      Math.min(struct.id.clock, firstNew.get(struct.id.client) ?? Infinity)
    );
  }
  const oldRanges: IRange[] = [];
  const newRanges: IRange[] = [];
  ds.clients.forEach((items, client) => {
    const border = firstNew.get(client) ?? Infinity;
    for (const { clock, len } of items) {
      const old = Math.min(len, Math.max(0, border - clock));
      if (old > 0) {
        oldRanges.push({ client, clock, len: old });
      }
      if (old < len) {
        newRanges.push({ client, clock: clock + old, len: len - old });
      }
    }
  });
  return [
    ...rangeGroups(oldRanges, limits).map(group => encode([], group)),
    ...structGroups(structs, limits).map(group => encode(group, [])),
    ...rangeGroups(newRanges, limits).map(group => encode([], group))
  ];
}

function measure(update: Uint8Array): IPieceLimits {
  const { structs, ds } = Y.decodeUpdate(update);
  let ranges = 0;
  ds.clients.forEach(items => (ranges += items.length));
  return { bytes: update.length, structs: structs.length, ranges };
}

function fits(size: IPieceLimits, limits: IPieceLimits): boolean {
  return (
    size.bytes <= limits.bytes && size.structs <= limits.structs && size.ranges <= limits.ranges
  );
}

function rangeGroups(ranges: IRange[], limits: IPieceLimits): IRange[][] {
  const most = Math.min(limits.ranges, Math.floor(limits.bytes / RANGE_BYTES));
  const groups: IRange[][] = [];
  for (let i = 0; i < ranges.length; i += most) {
    groups.push(ranges.slice(i, i + most));
  }
  return groups;
}

function structGroups(structs: Struct[], limits: IPieceLimits): Struct[][] {
  const groups: Struct[][] = [];
  let group: Struct[] = [];
  let bytes = 0;
  // Three bytes are the most a UTF-16 unit takes in UTF-8.
  const mostUnits = Math.floor((limits.bytes - STRUCT_HEADER_BYTES) / 3);
  for (const struct of structs.flatMap(whole => shorter(whole, mostUnits))) {
    const size = STRUCT_HEADER_BYTES + textUnits(struct) * 3;
    if (group.length > 0 && (group.length === limits.structs || bytes + size > limits.bytes)) {
      groups.push(group);
      group = [];
      bytes = 0;
    }
    group.push(struct);
    bytes += size;
  }
  return group.length > 0 ? [...groups, group] : groups;
}

function textUnits(struct: Struct): number {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentString
    ? struct.content.str.length
    : 0;
}

/** A long text as several that follow each other, as Yjs itself would split it. */
function shorter(struct: Struct, mostUnits: number): Struct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) {
    return [struct];
  }
  const { id, origin, rightOrigin, parent, parentSub, content } = struct;
  const parts: Struct[] = [];
  for (let from = 0; from < content.str.length;) {
    let to = Math.min(from + mostUnits, content.str.length);
    if (to < content.str.length && isHighSurrogate(content.str.charCodeAt(to - 1))) {
      to--;
    }
    parts.push(
      new Y.Item(
        Y.createID(id.client, id.clock + from),
        null,
        from === 0 ? origin : Y.createID(id.client, id.clock + from - 1),
        null,
        rightOrigin,
        parent,
        parentSub,
        new Y.ContentString(content.str.slice(from, to))
      )
    );
    from = to;
  }
  return parts;
}

/** The V1 encoding of an update; structs of one client must follow each other by clock. */
function encode(structs: Struct[], ranges: IRange[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder } = encoder;
  const byClient = groupBy(structs, struct => struct.id.client);
  encoding.writeVarUint(restEncoder, byClient.size);
  byClient.forEach((group, client) => {
    encoding.writeVarUint(restEncoder, group.length);
    encoder.writeClient(client);
    encoding.writeVarUint(restEncoder, group[0].id.clock);
    group.forEach(struct => struct.write(encoder, 0));
  });
  const rangesByClient = groupBy(ranges, range => range.client);
  encoding.writeVarUint(restEncoder, rangesByClient.size);
  rangesByClient.forEach((group, client) => {
    encoding.writeVarUint(restEncoder, client);
    encoding.writeVarUint(restEncoder, group.length);
    for (const { clock, len } of group) {
      encoding.writeVarUint(restEncoder, clock);
      encoding.writeVarUint(restEncoder, len);
    }
  });
  return encoder.toUint8Array();
}

function groupBy<T>(items: T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(key(item), [item]);
    }
  }
  return groups;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
