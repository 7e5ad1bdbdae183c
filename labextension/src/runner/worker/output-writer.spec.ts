import { describe, expect, it } from 'vitest';
import { CHUNK_LIMIT, OUTPUT_LIMIT_BYTES } from '../limits';
import type { FromWorker } from '../sandbox/worker-messages';
import { OutputWriter } from './output-writer';

function createWriter(): { writer: OutputWriter; texts: string[]; omitted: () => number } {
  const texts: string[] = [];
  let omitted = 0;
  const writer = new OutputWriter((message: FromWorker) => {
    if (message.type === 'output') {
      texts.push(message.text);
      omitted += message.omitted ?? 0;
    }
  });
  return { writer, texts, omitted: () => omitted };
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

  it('OU15: of a flood that goes on, it sends the beginning and, at last, the end', () => {
    const { writer, texts, omitted } = createWriter();
    const line = (n: number): string => `${n} `.padEnd(1023, '.') + '\n';
    for (let n = 0; n < 20_000; n++) {
      writer.write('stdout', line(n));
    }
    writer.flush();
    const printed = texts.join('');
    expect(printed.startsWith(line(0) + line(1))).toBe(true);
    expect(printed.endsWith(line(19_998) + line(19_999))).toBe(true);
    expect(omitted()).toBeGreaterThan(0);
    expect(printed.length + omitted()).toBe(20_000 * 1024);
  });

  it('OU1: cuts one giant write into messages of the accepted size, both ends of it', () => {
    const { writer, texts, omitted } = createWriter();
    const giant = 'start' + 'x'.repeat(10 * OUTPUT_LIMIT_BYTES) + 'end';
    writer.write('stdout', giant);
    writer.flush();
    expect(texts.every(text => text.length <= CHUNK_LIMIT)).toBe(true);
    const printed = texts.join('');
    expect(printed.startsWith('start')).toBe(true);
    expect(printed.endsWith('end')).toBe(true);
    expect(printed.length + omitted()).toBe(giant.length);
  });
});
