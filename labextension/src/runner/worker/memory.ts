/**
 * Kept memory as it is sent: most of it is zeros, which are left out.
 *
 * A row of little-endian 32-bit numbers (the length of the whole, how many stretches there are, and
 * of each stretch where it begins and how long it is), then the bytes of the stretches.
 */

/** Stretches begin and end at multiples of this. */
const PAGE = 1024;

export function packMemory(memory: Uint8Array): Uint8Array {
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
  const head = new Uint32Array([memory.length, stretches.length, ...stretches.flat()]);
  const size = stretches.reduce((sum, [, length]) => sum + length, head.byteLength);
  const packed = new Uint8Array(size);
  packed.set(new Uint8Array(head.buffer));
  let at = head.byteLength;
  for (const [start, length] of stretches) {
    packed.set(memory.subarray(start, start + length), at);
    at += length;
  }
  return packed;
}

/** Into `memory`, which is as long as what was packed, and zeros. */
export function unpackMemory(packed: Uint8Array, memory: Uint8Array): void {
  const { buffer, byteOffset } = packed;
  const count = new Uint32Array(buffer, byteOffset, 2)[1];
  const stretches = new Uint32Array(buffer, byteOffset + 8, count * 2);
  let at = 8 + stretches.byteLength;
  for (let index = 0; index < stretches.length; index += 2) {
    const [start, size] = [stretches[index], stretches[index + 1]];
    memory.set(packed.subarray(at, at + size), start);
    at += size;
  }
}
