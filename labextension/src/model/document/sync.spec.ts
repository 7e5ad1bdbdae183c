import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fromHex, GOLDEN } from '../../../tests/golden';
import { decodeSync, encodeSync, SyncFrameError } from './sync';

const BINARY = GOLDEN.filter(example => example.binary !== undefined);

describe('binary frames', () => {
  it.each(BINARY)('$file is read and written', ({ binary = '', means }) => {
    const frame = fromHex(binary);
    const message = decodeSync(frame);
    expect(message.kind).toBe(means?.message);
    expect(message.payload).toEqual(fromHex(means?.payload ?? ''));
    expect(encodeSync(message)).toEqual(frame);
  });

  it('the golden update is what Yjs makes of it', () => {
    const { means } = BINARY.find(({ file }) => file === 'sync-binary-update.json') ?? {};
    const doc = new Y.Doc();
    Y.applyUpdate(doc, fromHex(means?.payload ?? ''));
    expect(doc.getText('code:python').toJSON()).toBe('hé🐢');
    expect(Y.decodeStateVector(Y.encodeStateVector(doc))).toEqual(new Map([[1, 4]]));
  });

  it.each([
    ['an awareness message', '010100'],
    ['an unknown sync message', '00030100'],
    ['a frame that ends in the middle', '0002'],
    ['nothing', ''],
    ['a length beyond the frame', '00020500'],
    ['bytes after the end', '0000010000'],
    ['a number without end', '0002ffffffffffffffffffffff']
  ])('%s is refused', (_, hex) => {
    expect(() => decodeSync(fromHex(hex))).toThrow(SyncFrameError);
  });

  it('a length is not read beyond a frame that is part of a larger buffer', () => {
    const buffer = fromHex('0002050102030405');
    expect(() => decodeSync(buffer.subarray(0, 5))).toThrow(SyncFrameError);
  });
});
