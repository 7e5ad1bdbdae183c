import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActiveRun } from './active-run';
import { BEGIN_LIMIT_MS, FILES_WAIT_LIMIT_MS, OUTPUT_LIMIT_BYTES, WAIT_LIMIT_MS } from './limits';
import type { FromFrame, IEndedMessage, ToFrame } from './messages';
import type { IRunRequest } from './types';

/** A run with id 1 and what it said to the frame and to its caller. */
function createRun(request: Partial<IRunRequest> = {}): {
  run: ActiveRun;
  sent: string[];
  printed: [string, string][];
  omitted: () => number;
} {
  const sent: string[] = [];
  const printed: [string, string][] = [];
  let left = 0;
  const run = new ActiveRun({
    id: 1,
    request: {
      language: 'javascript',
      code: 'code',
      timeLimitMs: 1000,
      onOutput: ({ stream, text, omitted = 0 }) => {
        printed.push([stream, text]);
        left += omitted;
      },
      ...request
    },
    send: (message: ToFrame) => sent.push(message.type),
    giveUp: () => sent.push('giveUp')
  });
  return { run, sent, printed, omitted: () => left };
}

const STARTED: FromFrame = { type: 'started', id: 1 };

const output = (text: string): FromFrame => ({ type: 'output', id: 1, stream: 'stdout', text });

const ended = (end: Partial<IEndedMessage> = {}): IEndedMessage => ({
  type: 'ended',
  id: 1,
  state: 'ok',
  error: null,
  durationMs: 5,
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
      truncated: false,
      tests: []
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

  it.each([
    ['its program', (run: ActiveRun) => run.hear(ended())],
    ['the time limit', () => vi.advanceTimersByTime(3000)],
    ['the death of its frame', (run: ActiveRun) => run.fail()]
  ])('OU1, OU15, OU16: keeps both ends of what is too long, ended by %s', async (_, end) => {
    const { run, printed, omitted } = createRun();
    run.post();
    run.hear(STARTED);
    for (let n = 0; n < 400; n++) {
      run.hear(output(`${n} `.padEnd(1023, '.') + '\n'));
    }
    const early = printed.map(([, text]) => text).join('');
    expect(early.length).toBe(OUTPUT_LIMIT_BYTES / 2);
    end(run);
    expect((await run.finished).truncated).toBe(true);
    const all = printed.map(([, text]) => text).join('');
    expect(all.startsWith('0 ...')).toBe(true);
    expect(all).toMatch(/\n399 \.+\n$/);
    expect(all.length).toBeGreaterThan(OUTPUT_LIMIT_BYTES - 2048);
    expect(all.length).toBeLessThanOrEqual(OUTPUT_LIMIT_BYTES);
    expect(all.length + omitted()).toBe(400 * 1024);
  });

  it('OU1: leaves nothing out of what just fits', async () => {
    const { run, printed, omitted } = createRun();
    run.post();
    run.hear(STARTED);
    run.hear(output('x'.repeat(OUTPUT_LIMIT_BYTES - 40)));
    run.hear(ended());
    expect((await run.finished).truncated).toBe(false);
    expect([printed.map(([, text]) => text).join('').length, omitted()]).toEqual([
      OUTPUT_LIMIT_BYTES - 40,
      0
    ]);
  });

  it('lets the clock stand still while the program waits for a person', () => {
    const asked: string[] = [];
    const { run, sent } = createRun({ onAsk: prompt => asked.push(prompt) });
    run.post();
    run.hear(STARTED);
    vi.advanceTimersByTime(2000);
    run.hear({ type: 'ask', id: 1, prompt: 'name?' });
    vi.advanceTimersByTime(60_000);
    expect([asked, run.isOver]).toEqual([['name?'], false]);
    run.answer('Ada');
    run.answer('twice');
    run.hear({ type: 'loaded', id: 1 });
    vi.advanceTimersByTime(999);
    expect([sent, run.isOver]).toEqual([['run', 'answer'], false]);
    vi.advanceTimersByTime(1);
    expect(run.isOver).toBe(true);
  });

  it('RS11: counts no time between an answer and the beginning of the next interpreter', () => {
    const { run } = createRun({ onAsk: () => undefined });
    run.post();
    run.hear(STARTED);
    run.hear({ type: 'ask', id: 1, prompt: 'name?' });
    run.answer('Ada');
    vi.advanceTimersByTime(60_000);
    expect(run.isOver).toBe(false);
    run.hear(STARTED);
    vi.advanceTimersByTime(2999);
    expect(run.isOver).toBe(false);
    vi.advanceTimersByTime(1);
    expect(run.isOver).toBe(true);
  });

  it('has no input where nobody can be asked', () => {
    const { run, sent } = createRun();
    run.post();
    run.hear(STARTED);
    run.hear({ type: 'ask', id: 1, prompt: '' });
    expect(sent).toEqual(['run', 'answer']);
  });

  it('does not count the loading of packages', () => {
    const { run } = createRun();
    run.post();
    run.hear(STARTED);
    run.hear({ type: 'need', id: 1, modules: ['numpy'] });
    vi.advanceTimersByTime(60_000);
    run.hear({ type: 'loaded', id: 1 });
    vi.advanceTimersByTime(2999);
    expect(run.isOver).toBe(false);
  });

  it('RS18: does not count the loading of a compiler, but for so long', async () => {
    const { run } = createRun();
    run.post();
    run.hear(STARTED);
    run.hear({ type: 'waits', id: 1 });
    vi.advanceTimersByTime(60_000);
    run.hear({ type: 'loaded', id: 1 });
    vi.advanceTimersByTime(2999);
    expect(run.isOver).toBe(false);
    run.hear({ type: 'waits', id: 1 });
    vi.advanceTimersByTime(WAIT_LIMIT_MS);
    expect((await run.finished).state).toBe('timeout');
  });

  it('SB15: a program that the frame does not begin in time is given up with its frame', async () => {
    const { run, sent } = createRun();
    run.post();
    vi.advanceTimersByTime(BEGIN_LIMIT_MS - 1);
    // The frame died, and the next one has all of the time.
    run.post();
    vi.advanceTimersByTime(BEGIN_LIMIT_MS - 1);
    expect(run.isOver).toBe(false);
    vi.advanceTimersByTime(1);
    expect([(await run.finished).state, sent.at(-1)]).toEqual(['crashed', 'giveUp']);
  });

  it('SB15: a program waits for files far shorter than for a person', async () => {
    const left = [{}, { onAsk: () => undefined }].map(request => {
      const { run } = createRun(request);
      run.post();
      run.hear(STARTED);
      run.hear({ type: 'waits', id: 1 });
      return run;
    });
    vi.advanceTimersByTime(FILES_WAIT_LIMIT_MS + 2000);
    expect(left.map(run => run.isOver)).toEqual([true, false]);
    left[1].fail();
    expect((await left[0].finished).state).toBe('timeout');
  });

  it('QU43: gives cases their own time as soon as the first of them begins', async () => {
    const { run } = createRun({ caseTimeMs: 500 });
    run.post();
    run.hear(STARTED);
    vi.advanceTimersByTime(2900);
    run.hear({ type: 'case', id: 1, index: 0 });
    run.hear({ type: 'answer', id: 1, index: 0, json: '{}', ms: 0 });
    run.hear({ type: 'case', id: 1, index: 1 });
    vi.advanceTimersByTime(599);
    expect(run.isOver).toBe(false);
    vi.advanceTimersByTime(1);
    expect((await run.finished).state).toBe('timeout');
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
