import { describe, expect, it } from 'vitest';
import { CHUNK_LIMIT, OUTPUT_LIMIT_BYTES } from '../limits';
import type { FromWorker } from '../sandbox/worker-messages';
import { OutputWriter, pieces } from './output-writer';

function createWriter(): { writer: OutputWriter; texts: string[] } {
  const texts: string[] = [];
  const writer = new OutputWriter((message: FromWorker) => {
    if (message.type === 'output') {
      texts.push(message.text);
    }
  });
  return { writer, texts };
}

describe('OutputWriter', () => {
  it('sends every write at once at a human pace', () => {
    const { writer, texts } = createWriter();
    for (const text of ['a', 'b', 'c']) {
      writer.write('stdout', text);
    }
    expect(texts).toEqual(['a', 'b', 'c']);
  });

  it('joins a flood and loses nothing of it', () => {
    const { writer, texts } = createWriter();
    const written = Array.from({ length: 30_000 }, (_, i) => `${i % 10}`);
    written.forEach(text => writer.write('stdout', text));
    writer.flush();
    expect(texts.join('')).toBe(written.join(''));
    expect(texts.length).toBeLessThan(written.length / 2);
  });

  it('sends all that fits of what is too much, without being flushed', () => {
    const { writer, texts } = createWriter();
    for (let i = 0; i < OUTPUT_LIMIT_BYTES; i++) {
      writer.write('stdout', 'xy');
    }
    expect(texts.join('').length).toBe(OUTPUT_LIMIT_BYTES + 4);
  });

  it('cuts one giant write into messages of the accepted size', () => {
    const { writer, texts } = createWriter();
    writer.write('stdout', 'x'.repeat(10 * OUTPUT_LIMIT_BYTES));
    expect(texts.every(text => text.length <= CHUNK_LIMIT)).toBe(true);
    expect(texts.join('').length).toBe(OUTPUT_LIMIT_BYTES + 4);
  });
});

describe('pieces', () => {
  it('splits no surrogate pair', () => {
    expect(pieces('ab😀c', 3)).toEqual(['ab', '😀c']);
    expect(pieces('', 3)).toEqual([]);
    expect(pieces('😀', 1)).toEqual(['\ud83d', '\ude00']);
  });
});
