import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHUNK_LIMIT, OUTPUT_LIMIT_BYTES, TAIL_LIMIT_BYTES } from '../limits';
import { BATCH_MS, OutputBatch } from './output-batch';

describe('OutputBatch', () => {
  let told: [string, string][];
  let omitted: number;
  let batch: OutputBatch;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    omitted = 0;
    batch = new OutputBatch(({ stream, text, omitted: left = 0 }) => {
      told.push([stream, text]);
      omitted += left;
    });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends the first line at once and joins those that follow closely', () => {
    batch.add({ stream: 'stdout', text: 'a\n' });
    expect(told).toEqual([['stdout', 'a\n']]);
    batch.add({ stream: 'stdout', text: 'b\n' });
    batch.add({ stream: 'stdout', text: 'c\n' });
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(BATCH_MS);
    expect(told).toEqual([
      ['stdout', 'a\n'],
      ['stdout', 'b\nc\n']
    ]);
  });

  it('does not let half a line wait for its end', () => {
    batch.add({ stream: 'stdout', text: 'name? ' });
    expect(told).toEqual([]);
    vi.advanceTimersByTime(BATCH_MS);
    expect(told).toEqual([['stdout', 'name? ']]);
  });

  it('keeps the order of the streams', () => {
    batch.add({ stream: 'stdout', text: '1' });
    batch.add({ stream: 'stderr', text: '2' });
    batch.add({ stream: 'stdout', text: '3' });
    batch.flush();
    expect(told.map(([, text]) => text)).toEqual(['1', '2', '3']);
  });

  it('keeps each message within the size that the page accepts', () => {
    for (let i = 0; i < 5; i++) {
      batch.add({ stream: 'stdout', text: 'x'.repeat(CHUNK_LIMIT - 1) });
    }
    batch.flush();
    expect(told.every(([, text]) => text.length <= CHUNK_LIMIT)).toBe(true);
    expect(told.reduce((sum, [, text]) => sum + text.length, 0)).toBe(5 * (CHUNK_LIMIT - 1));
  });

  it('OU1: holds a flood back, and knows its end whenever it is asked', () => {
    const line = (n: number): string => `${n} `.padEnd(1023, '.') + '\n';
    for (let n = 0; n < 4000; n++) {
      batch.add({ stream: 'stdout', text: line(n) });
    }
    const before = told.length;
    vi.advanceTimersByTime(450);
    expect(told.length).toBe(before);
    batch.flush();
    const printed = told.map(([, text]) => text).join('');
    expect(printed.startsWith(line(0) + line(1))).toBe(true);
    expect(printed.endsWith(line(3998) + line(3999))).toBe(true);
    expect(printed.length).toBeLessThan(OUTPUT_LIMIT_BYTES + TAIL_LIMIT_BYTES + CHUNK_LIMIT);
    expect(printed.length + omitted).toBe(4000 * 1024);
  });
});
