import { describe, expect, it } from 'vitest';
import { CHUNK_LIMIT, ERROR_TEXT_LIMIT, OUTCOME_LIMIT } from './limits';
import { parseFromFrame } from './messages';
import { parseFromWorker } from './sandbox/worker-messages';

const NO_MESSAGES = [null, undefined, 7, 'ended', [], {}, { type: 'unknown' }, { type: ['ended'] }];

describe('parseFromFrame', () => {
  it.each([
    { type: 'hello' },
    { type: 'pong', count: 3 },
    { type: 'booted', kind: 'python' },
    { type: 'failed', kind: 'javascript', message: 'why' },
    { type: 'started', id: 1 },
    { type: 'output', id: 1, stream: 'stderr', text: 'x' },
    { type: 'ask', id: 1, prompt: 'name? ' },
    { type: 'need', id: 1, modules: ['numpy', 'a.b'] },
    { type: 'loaded', id: 1 },
    { type: 'case', id: 1, index: 0 },
    { type: 'answer', id: 1, index: 0, json: '{}', ms: 0.5 },
    { type: 'ended', id: 1, state: 'out_of_memory', error: null, durationMs: 2.5 }
  ])('accepts $type as it is', message => {
    expect(parseFromFrame(message)).toEqual(message);
  });

  it.each([
    ...NO_MESSAGES,
    { type: 'pong', count: '3' },
    { type: 'booted', kind: 'ruby' },
    { type: 'started', id: -1 },
    { type: 'started', id: 1.5 },
    { type: 'output', id: 1, stream: 'stdin', text: 'x' },
    { type: 'output', id: 1, stream: 'stdout', text: { length: 1 } },
    { type: 'output', id: 1, stream: 'stdout', text: 'x'.repeat(CHUNK_LIMIT + 1) },
    { type: 'case', id: 1, index: -1 },
    { type: 'answer', id: 1, index: 0, json: 7, ms: 1 },
    { type: 'answer', id: 1, index: 0, json: ' '.repeat(OUTCOME_LIMIT + 1), ms: 1 },
    { type: 'ended', id: 1, state: 'won', error: null, durationMs: 1 },
    { type: 'ended', id: '1', state: 'ok', error: null, durationMs: 1 }
  ])('drops %j', message => {
    expect(parseFromFrame(message)).toBeNull();
  });

  it('cuts and replaces what is odd in an end', () => {
    const odd = {
      type: 'ended',
      id: 1,
      state: 'error',
      error: 'e'.repeat(ERROR_TEXT_LIMIT + 9),
      durationMs: NaN,
      extra: 'dropped'
    };
    expect(parseFromFrame(odd)).toEqual({
      type: 'ended',
      id: 1,
      state: 'error',
      error: 'e'.repeat(ERROR_TEXT_LIMIT),
      durationMs: 0
    });
    const modules = ['numpy', 7, 'not a name', '../x'];
    expect(parseFromFrame({ type: 'need', id: 1, modules })).toMatchObject({ modules: ['numpy'] });
  });
});

describe('parseFromWorker', () => {
  it.each([
    { type: 'ready' },
    { type: 'failed', message: 'why' },
    { type: 'output', stream: 'stdout', text: 'x' },
    { type: 'ask', prompt: '', again: true },
    { type: 'ended', state: 'crashed', error: 'why' }
  ])('accepts $type as it is', message => {
    expect(parseFromWorker(message)).toEqual(message);
  });

  it.each([
    ...NO_MESSAGES,
    { type: 'output', stream: 'stdout', text: 7 },
    { type: 'ended', state: 'timeout', error: null },
    { type: 'ended', state: 'stopped', error: null }
  ])('drops %j: a worker cannot say that it was stopped', message => {
    expect(parseFromWorker(message)).toBeNull();
  });
});
