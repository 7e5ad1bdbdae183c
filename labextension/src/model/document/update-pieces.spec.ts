import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { pack, split } from './update-pieces';

/** Applies one at a time and fails on anything that refers to what is not there yet. */
function follow(start: Uint8Array, pieces: readonly Uint8Array[]): string[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, start);
  return pieces.map(piece => {
    Y.applyUpdate(doc, piece);
    expect(doc.store.pendingStructs).toBeNull();
    expect(doc.store.pendingDs).toBeNull();
    return doc.getText('code:python').toJSON();
  });
}

/** A document with that text, its state, and the updates of what is then done to it. */
function record(text: string, edit: (text: Y.Text) => void): [Uint8Array, Uint8Array[], string] {
  const doc = new Y.Doc();
  const shared = doc.getText('code:python');
  shared.insert(0, text);
  const start = Y.encodeStateAsUpdate(doc);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  edit(shared);
  return [start, updates, shared.toJSON()];
}

const SMALL = { bytes: 1_000, structs: 20, ranges: 20 };

describe('an update over the limits', () => {
  it('a long paste arrives in order, whole, and in pieces below the limit', () => {
    const paste = '🐢é'.repeat(2_000);
    const [start, [update], after] = record('ab', text => text.insert(1, paste));
    const pieces = split(update, SMALL);
    expect(pieces.length).toBeGreaterThan(5);
    expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThanOrEqual(SMALL.bytes);
    const texts = follow(start, pieces);
    expect(texts.at(-1)).toBe(after);
    expect(texts.join('')).not.toContain('\ufffd');
  });

  it('a document made of pieces takes the whole update again without a change', () => {
    const [start, [update], after] = record('ab', text => text.insert(1, 'x'.repeat(5_000)));
    const doc = new Y.Doc();
    [start, ...split(update, SMALL), update].forEach(piece => Y.applyUpdate(doc, piece));
    expect(doc.getText('code:python').toJSON()).toBe(after);
  });

  it('a replace-all never makes the text longer than the longer of both', () => {
    const [start, [update], after] = record('abc '.repeat(100), text =>
      text.doc?.transact(() => {
        for (let at = 0; at < text.length; at += 4) {
          text.insert(at, 'XYZ');
          text.delete(at + 3, 3);
        }
      })
    );
    const pieces = split(update, SMALL);
    expect(pieces.length).toBeGreaterThan(5);
    const texts = follow(start, pieces);
    expect(texts.at(-1)).toBe(after);
    expect(Math.max(...texts.map(text => text.length))).toBeLessThanOrEqual(400);
  });

  it('text that was typed and deleted in the same transaction stays deleted', () => {
    const [start, [update], after] = record('ab', text =>
      text.doc?.transact(() => {
        for (let i = 0; i < 60; i++) {
          text.insert(1, 'xy');
          text.delete(1, 1);
        }
      })
    );
    expect(follow(start, split(update, SMALL)).at(-1)).toBe(after);
  });
});

describe('many small updates', () => {
  it('are joined in order, and each is told complete with its piece', () => {
    const [start, updates, after] = record('', text => {
      for (let i = 0; i < 100; i++) {
        text.insert(text.length, String(i % 10));
      }
    });
    const packed = pack(updates, SMALL);
    expect(packed.length).toBeLessThan(20);
    expect(packed.at(-1)?.ends).toBe(100);
    const texts = follow(
      start,
      packed.map(({ piece }) => piece)
    );
    expect(texts.map(text => text.length)).toEqual(packed.map(({ ends }) => ends));
    expect(texts.at(-1)).toBe(after);
  });

  it('around a long one keep their order', () => {
    const [start, updates, after] = record('', text => {
      text.insert(0, 'a');
      text.insert(1, 'b'.repeat(3_000));
      text.insert(1, 'c');
    });
    const packed = pack(updates, SMALL);
    expect(packed.map(({ ends }) => ends)).toEqual([
      1,
      ...Array<number>(packed.length - 3).fill(1),
      2,
      3
    ]);
    expect(
      follow(
        start,
        packed.map(({ piece }) => piece)
      ).at(-1)
    ).toBe(after);
  });

  it('nothing becomes nothing', () => {
    expect(pack([])).toEqual([]);
  });
});
