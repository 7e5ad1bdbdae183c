/**
 * Texts in a zip. They are stored as they are: they are small, and every program reads that. Names
 * are UTF-8 and say so.
 */

export interface IZipped {
  path: string;
  text: string;
}

/** The zip of these texts, all of this date. What a zip says of times has no zone; this is UTC. */
export function zip(files: readonly IZipped[], date: Date): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, text } of files) {
    const [name, content] = [new TextEncoder().encode(path), new TextEncoder().encode(text)];
    const described = numbers([
      [2, VERSION],
      [2, NAMES_ARE_UTF8],
      [2, STORED],
      [2, timeOf(date)],
      [2, dateOf(date)],
      [4, crc32(content)],
      [4, content.length],
      [4, content.length],
      [2, name.length],
      [2, 0]
    ]);
    const local = [numbers([[4, 0x04034b50]]), described, name, content];
    directory.push(
      numbers([
        [4, 0x02014b50],
        [2, UNIX | VERSION]
      ]),
      described,
      numbers([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, READABLE],
        [4, offset]
      ]),
      name
    );
    parts.push(...local);
    offset += lengthOf(local);
  }
  const end = numbers([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, lengthOf(directory)],
    [4, offset],
    [2, 0]
  ]);
  return joined([...parts, ...directory, end]);
}

const VERSION = 20;
const UNIX = 3 << 8;
const NAMES_ARE_UTF8 = 0x800;
const STORED = 0;
/** The attributes of a file that everybody may read and its owner may write. */
const READABLE = 0o100644 * 0x10000;

/** Numbers of so many bytes each, the lowest first. */
function numbers(fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array {
  const bytes = fields.flatMap(([size, value]) =>
    Array.from({ length: size }, (_, at) => Math.floor(value / 2 ** (8 * at)) & 0xff)
  );
  return Uint8Array.from(bytes);
}

function timeOf(date: Date): number {
  return (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
}

function dateOf(date: Date): number {
  const year = Math.max(date.getUTCFullYear(), 1980) - 1980;
  return (year << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff];
  }
  return ~crc >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let entry = byte;
  for (let bit = 0; bit < 8; bit++) {
    entry = entry & 1 ? (entry >>> 1) ^ 0xedb88320 : entry >>> 1;
  }
  return entry;
});

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
