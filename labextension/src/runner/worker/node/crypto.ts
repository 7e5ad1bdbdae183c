/** `crypto`: what the web's has, and Node's hashes by @noble/hashes, which need not be awaited. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import buffers from 'buffer/index.js';

const { Buffer } = buffers;
const web = globalThis.crypto;

const HASHES: Record<string, typeof sha256 | undefined> = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-256': sha512_256,
  'sha3-256': sha3_256,
  'sha3-512': sha3_512
} as unknown as Record<string, typeof sha256 | undefined>;

type Running = { update(data: Uint8Array): unknown; digest(): Uint8Array };

function hashNamed(name: string): typeof sha256 {
  const found = HASHES[String(name).toLowerCase().replace(/^rsa-/, '')];
  if (found === undefined) {
    throw Object.assign(new Error('Digest method not supported'), {
      code: 'ERR_CRYPTO_INVALID_DIGEST'
    });
  }
  return found;
}

const bytesOf = (data: unknown, encoding?: string): Uint8Array =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data, encoding);

class Hash {
  constructor(private _running: Running) {}

  update(data: unknown, encoding?: string): this {
    this._running.update(bytesOf(data, encoding));
    return this;
  }

  digest(encoding?: string): unknown {
    const bytes = Buffer.from(this._running.digest());
    return encoding === undefined || encoding === 'buffer' ? bytes : bytes.toString(encoding);
  }
}

function randomBytes(size: number, done?: (error: null, bytes: Uint8Array) => void): unknown {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += 65536) {
    web.getRandomValues(bytes.subarray(at, at + 65536) as Uint8Array<ArrayBuffer>);
  }
  return done === undefined ? bytes : queueMicrotask(() => done(null, bytes));
}

function randomInt(first: number, second?: number | (() => void)): number {
  const [low, high] = typeof second === 'number' ? [first, second] : [0, first];
  if (!(low < high)) {
    throw new RangeError(`The value of "max" is out of range. Received ${high}`);
  }
  const [a, b] = web.getRandomValues(new Uint32Array(2));
  return low + Math.floor(((a * 2 ** 21 + (b >>> 11)) / 2 ** 53) * (high - low));
}

function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) {
    throw new RangeError('Input buffers must have the same byte length');
  }
  return a.reduce((sum, byte, at) => sum | (byte ^ b[at]), 0) === 0;
}

const createHash = (name: string): Hash => new Hash(hashNamed(name).create());

export const crypto: Record<string, unknown> = {
  webcrypto: web,
  subtle: web.subtle,
  getRandomValues: web.getRandomValues.bind(web),
  // Where the browser has none, the scope of programs has made it.
  randomUUID: () => web.randomUUID(),
  randomBytes,
  randomInt,
  timingSafeEqual,
  getHashes: () => Object.keys(HASHES),
  createHash,
  hash: (name: string, data: unknown, encoding = 'hex') =>
    createHash(name).update(data).digest(encoding),
  createHmac: (name: string, key: unknown) =>
    new Hash(hmac.create(hashNamed(name), bytesOf(key)) as Running),
  pbkdf2Sync: (password: unknown, salt: unknown, c: number, dkLen: number, name = 'sha1') =>
    Buffer.from(pbkdf2(hashNamed(name), bytesOf(password), bytesOf(salt), { c, dkLen })),
  scryptSync: (
    password: unknown,
    salt: unknown,
    dkLen: number,
    options: { N?: number; r?: number; p?: number } = {}
  ) =>
    Buffer.from(
      scrypt(bytesOf(password), bytesOf(salt), { N: 16384, r: 8, p: 1, ...options, dkLen })
    )
};
