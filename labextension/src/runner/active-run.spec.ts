import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActiveRun } from './active-run';
import { OUTPUT_CUT_NOTICE, OUTPUT_LIMIT_BYTES } from './limits';
import type { FromFrame, IEndedMessage, ToFrame } from './messages';
import type { IRunRequest } from './types';

/** A run with id 1 and what it said to the frame and to its caller. */
function createRun(request: Partial<IRunRequest> = {}): {
  run: ActiveRun;
  sent: string[];
  printed: [string, string][];
} {
  const sent: string[] = [];
  const printed: [string, string][] = [];
  const run = new ActiveRun({
    id: 1,
    request: {
      language: 'javascript',
      code: 'code',
      timeLimitMs: 1000,
      onOutput: (stream, text) => printed.push([stream, text]),
      ...request
    },
    send: (message: ToFrame) => sent.push(message.type),
    giveUp: () => sent.push('giveUp'),
    place: (code, sentence) => Promise.resolve(`${code}:1:1 ${sentence}`)
  });
  return { run, sent, printed };
}

const STARTED: FromFrame = { type: 'started', id: 1 };

const output = (text: string): FromFrame => ({ type: 'output', id: 1, stream: 'stdout', text });

const ended = (end: Partial<IEndedMessage> = {}): IEndedMessage => ({
  type: 'ended',
  id: 1,
  state: 'ok',
  error: null,
  durationMs: 5,
  unplaced: false,
  ...end
});

describe('ActiveRun', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('passes output on and ends with what the frame says', async () => {
    const { run, sent, printed } = createRun();
    run.post();
    run.hear(STARTED);
    run.hear(output('a'));
    run.hear(ended());
    expect(await run.finished).toEqual({
      state: 'ok',
      error: null,
      durationMs: 5,
      truncated: false
    });
    expect(printed).toEqual([['stdout', 'a']]);
    expect(sent).toEqual(['run']);
  });

  it('hears nothing after its end', async () => {
    const { run, printed } = createRun();
    run.post();
    run.hear(STARTED);
    run.hear(ended({ state: 'error', error: 'first' }));
    run.hear(ended());
    run.hear(output('late'));
    expect((await run.finished).error).toBe('first');
    expect(printed).toEqual([]);
  });

  it('ends by itself when the frame lets the time limit pass', async () => {
    const { run, sent } = createRun();
    run.post();
    run.hear(STARTED);
    vi.advanceTimersByTime(2999);
    expect(run.isOver).toBe(false);
    vi.advanceTimersByTime(1);
    const { state, error } = await run.finished;
    expect([state, error]).toEqual(['timeout', 'Stopped after 1 s: time limit']);
    expect(sent).toEqual(['run', 'giveUp']);
  });

  it('does not count loading as running', () => {
    const { run } = createRun();
    run.post();
    vi.advanceTimersByTime(60_000);
    expect(run.isOver).toBe(false);
  });

  it('asks the frame to stop, once, and waits for its word', async () => {
    const { run, sent } = createRun();
    run.post();
    run.hear(STARTED);
    run.stop();
    run.stop();
    run.hear(output('printed before'));
    run.hear(ended({ state: 'stopped', error: 'Stopped' }));
    expect((await run.finished).state).toBe('stopped');
    vi.advanceTimersByTime(10_000);
    expect(sent).toEqual(['run', 'stop']);
  });

  it('gives the frame up when it does not stop within a second', async () => {
    const { run, sent } = createRun();
    run.post();
    run.hear(STARTED);
    run.stop();
    vi.advanceTimersByTime(999);
    expect((await run.finished).state).toBe('stopped');
    expect(sent).toEqual(['run', 'stop', 'giveUp']);
  });

  it('stops at once what was not handed to the frame', async () => {
    const { run, sent } = createRun();
    run.stop();
    run.post();
    expect((await run.finished).state).toBe('stopped');
    expect(sent).toEqual([]);
  });

  it('cuts output at the limit and says so once', async () => {
    const { run, printed } = createRun();
    run.post();
    run.hear(STARTED);
    run.hear(output('x'.repeat(OUTPUT_LIMIT_BYTES - 1)));
    run.hear(output('yz'));
    run.hear(output('more'));
    run.hear(ended());
    expect((await run.finished).truncated).toBe(true);
    expect(printed.slice(1)).toEqual([
      ['stdout', 'y'],
      ['stderr', OUTPUT_CUT_NOTICE]
    ]);
  });

  it('has the place of a syntax error looked up', async () => {
    const { run } = createRun();
    run.post();
    run.hear(STARTED);
    run.hear(ended({ state: 'error', error: 'SyntaxError: no', unplaced: true }));
    expect((await run.finished).error).toBe('code:1:1 SyntaxError: no');
  });

  it('survives a caller whose onOutput throws', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { run } = createRun({
      onOutput: () => {
        throw new Error('the caller is broken');
      }
    });
    run.post();
    run.hear(STARTED);
    run.hear(output('a'));
    run.hear(ended());
    expect((await run.finished).state).toBe('ok');
    expect(complaints).toHaveBeenCalledOnce();
    complaints.mockRestore();
  });
});
