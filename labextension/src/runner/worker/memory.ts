/**
 * The memory of a started interpreter as a file: what Pyodide writes before the memory, and the
 * memory without its long stretches of zeros, which are most of it.
 *
 * A row of little-endian 32-bit numbers (how long the memory is, how long what comes before it is,
 * how many stretches there are, and of each stretch where it begins and how long it is), then what
 * comes before the memory, then the bytes of the stretches.
 */

/** Stretches begin and end at multiples of this. */
const PAGE = 1024;

/** Where a range begins and where it ends. */
export type Range = readonly [start: number, end: number];

export interface IPackedMemory {
  /** Bytes of the memory, once unpacked. */
  length: number;
  /** What Pyodide wrote before it. */
  head: Uint8Array;
  stretches: Uint32Array;
  content: Uint8Array;
}

/** `snapshot` is what Pyodide makes: the memory begins where its second number says. */
export function packMemory(snapshot: Uint8Array): Uint8Array {
  const [, headLength] = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2);
  const memory = snapshot.subarray(headLength);
  const stretches: [start: number, length: number][] = [];
  for (let start = 0; start < memory.length; start += PAGE) {
    const page = memory.subarray(start, start + PAGE);
    const last = stretches.at(-1);
    if (page.every(byte => byte === 0)) {
      continue;
    }
    if (last !== undefined && last[0] + last[1] === start) {
      last[1] += page.length;
    } else {
      stretches.push([start, page.length]);
    }
  }
  const row = [memory.length, headLength, stretches.length, ...stretches.flat()];
  const parts = [
    new Uint8Array(new Uint32Array(row).buffer),
    snapshot.subarray(0, headLength),
    ...stretches.map(([start, length]) => memory.subarray(start, start + length))
  ];
  const packed = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/** The parts of what was packed, whose numbers stand at a multiple of four bytes. */
export function readMemory(packed: Uint8Array): IPackedMemory {
  const { buffer, byteOffset } = packed;
  const [length, headLength, count] = new Uint32Array(buffer, byteOffset, 3);
  const stretches = new Uint32Array(buffer, byteOffset + 12, count * 2);
  const head = 12 + stretches.byteLength;
  return {
    length,
    head: packed.subarray(head, head + headLength),
    stretches,
    content: packed.subarray(head + headLength)
  };
}

/**
 * Into a memory that has something in it already. In the ranges of `untouched`, which are in order,
 * it has only zeros, or nothing that anybody will read; no zeros are written there, so that the
 * system need not give them any memory.
 */
export function unpackMemory(
  { stretches, content }: IPackedMemory,
  memory: Uint8Array,
  untouched: readonly Range[] = []
): void {
  let [at, end] = [0, 0];
  for (let index = 0; index < stretches.length; index += 2) {
    const [start, size] = [stretches[index], stretches[index + 1]];
    clear(memory, end, start, untouched);
    memory.set(content.subarray(at, at + size), start);
    at += size;
    end = start + size;
  }
  clear(memory, end, memory.length, untouched);
}

function clear(memory: Uint8Array, from: number, to: number, untouched: readonly Range[]): void {
  let at = from;
  for (const [start, end] of untouched) {
    if (start < to && at < end) {
      memory.fill(0, at, Math.max(at, start));
      at = end;
    }
  }
  memory.fill(0, at, Math.max(at, to));
}
