import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHUNK_LIMIT, OUTPUT_LIMIT_BYTES } from '../limits';
import { BATCH_MS, OutputBatch } from './output-batch';

describe('OutputBatch', () => {
  let told: [string, string][];
  let batch: OutputBatch;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    batch = new OutputBatch((stream, text) => told.push([stream, text]));
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends the first line at once and joins those that follow closely', () => {
    batch.add('stdout', 'a\n');
    expect(told).toEqual([['stdout', 'a\n']]);
    batch.add('stdout', 'b\n');
    batch.add('stdout', 'c\n');
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(BATCH_MS);
    expect(told).toEqual([
      ['stdout', 'a\n'],
      ['stdout', 'b\nc\n']
    ]);
  });

  it('does not let half a line wait for its end', () => {
    batch.add('stdout', 'name? ');
    expect(told).toEqual([]);
    vi.advanceTimersByTime(BATCH_MS);
    expect(told).toEqual([['stdout', 'name? ']]);
  });

  it('keeps the order of the streams', () => {
    batch.add('stdout', '1');
    batch.add('stderr', '2');
    batch.add('stdout', '3');
    batch.flush();
    expect(told.map(([, text]) => text)).toEqual(['1', '2', '3']);
  });

  it('keeps each message within the size that the page accepts', () => {
    for (let i = 0; i < 5; i++) {
      batch.add('stdout', 'x'.repeat(CHUNK_LIMIT - 1));
    }
    batch.flush();
    expect(told.every(([, text]) => text.length <= CHUNK_LIMIT)).toBe(true);
    expect(told.reduce((sum, [, text]) => sum + text.length, 0)).toBe(5 * (CHUNK_LIMIT - 1));
  });

  it('passes on just more than the limit, so that the page sees that there was more', () => {
    for (let i = 0; i < 20; i++) {
      batch.add('stdout', 'x'.repeat(CHUNK_LIMIT));
    }
    batch.flush();
    const length = told.reduce((sum, [, text]) => sum + text.length, 0);
    expect(length).toBeGreaterThan(OUTPUT_LIMIT_BYTES);
    expect(length).toBeLessThan(OUTPUT_LIMIT_BYTES + 10);
  });
});
