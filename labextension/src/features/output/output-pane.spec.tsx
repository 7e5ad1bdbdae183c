// @vitest-environment jsdom
/** The list of runs: what is shown of each, where it scrolls, and what is said aloud. */
import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { click, done, draw, find, get, texts } from '../../../tests/draw';
import { endedRun, outputPane } from '../../../tests/output';
import type { IRun } from '../../contract/protocol';
import { TranslationProvider } from '../../ui/translation';
import type { IOutputPaneProps } from './output-pane';

const run = endedRun;

function pane(
  runs: readonly IRun[],
  canRun = true,
  more: Partial<IOutputPaneProps> = {}
): JSX.Element {
  return outputPane(runs, { canRun, ...more });
}

it('says what to do while nothing has been run', async () => {
  const redraw = await draw(pane([]));
  expect(document.body.textContent).toContain('Press Run or Ctrl+Enter.');
  await redraw(pane([], false));
  expect(document.body.textContent).not.toContain('Press Run');
  await redraw(pane([], false, { isOver: true }));
  expect(texts('.jpi-Output-empty')).toEqual(['Nothing was run in this interview.']);
});

it('shows runs newest last, each with who, language, state and duration', async () => {
  await draw(pane([run('one'), run('two', { state: 'timeout', durationMs: 10_000 })]));
  const headers = texts('.jpi-Run-header');
  expect(headers[0]).toMatch(/Bo.*Python.*Finished.*250 ms/);
  expect(headers[1]).toMatch(/Time limit.*10\.0 s/);
});

it('PA3: draws output, names and errors as text, whatever they contain', async () => {
  const hostile = '<img src=x onerror="alert(1)">';
  const user = { id: 'p', name: hostile, color: 'red;background:url(//x)' };
  const outputs = [{ stream: 'stdout' as const, text: hostile }];
  await draw(pane([run('one', { user, outputs, error: hostile, state: 'error' })]));
  expect(document.querySelector('img')).toBeNull();
  expect(texts('.jpi-Run-author')).toEqual([hostile]);
  expect(texts('.jpi-Run-text')).toEqual([hostile, hostile]);
  const dot = document.querySelector<HTMLElement>('.jpi-ColorDot');
  expect(dot?.style.backgroundColor).toBe('rgb(117, 117, 117)');
});

it('tells stderr from stdout by a word, in the order of printing', async () => {
  const outputs = (['stdout', 'stdout', 'stderr', 'stdout'] as const).map((stream, index) => ({
    stream,
    text: `${index}\n`
  }));
  await draw(pane([run('one', { outputs })]));
  expect(texts('.jpi-Run-segment')).toEqual(['0\n1\n', 'stderr2\n', '3\n']);
});

it('explains an end that is no mistake in the code without calling it an error', async () => {
  const error = 'Stopped after 10 s: time limit';
  await draw(
    pane([
      run('one', { state: 'timeout', error }),
      run('two', { state: 'stopped', error: 'Stopped' }),
      run('three', { state: 'lost', durationMs: null })
    ])
  );
  expect(document.querySelector('.jpi-Run-error')).toBeNull();
  expect(texts('.jpi-Run-note')).toEqual([error, expect.stringContaining('went away')]);
});

it('TR7: an end that the header tells is not told again in English', async () => {
  const german = { ...nullTranslator.load(''), __: (text: string) => `(${text})` };
  const translator = { ...nullTranslator, load: () => german };
  const stopped = pane([run('one', { state: 'stopped', error: 'Stopped' })]);
  await draw(<TranslationProvider translator={translator}>{stopped}</TranslationProvider>);
  expect(texts('.jpi-Run-state')).toEqual(['(Stopped)']);
  expect(texts('.jpi-Run-note')).toEqual([]);
});

it('keeps a long output in few pieces, and leaves the full ones alone', async () => {
  const chunk = 'x'.repeat(99) + '\n';
  const outputs = Array.from({ length: 2_600 }, () => ({ stream: 'stdout' as const, text: chunk }));
  const redraw = await draw(pane([run('one', { state: 'running', outputs })]));
  await click('Show all 2,600 lines');
  const pieces = [...document.querySelectorAll('.jpi-Run-text span')].map(node => node.firstChild);
  expect(pieces.length).toBeLessThan(20);

  const more = [...outputs, { stream: 'stdout' as const, text: 'the end' }];
  await redraw(pane([run('one', { state: 'running', outputs: more })]));
  const after = [...document.querySelectorAll('.jpi-Run-text span')].map(node => node.firstChild);
  expect(after.slice(0, -1)).toEqual(pieces.slice(0, after.length - 1));
  expect(after.every((node, index) => pieces[index] === undefined || node === pieces[index])).toBe(
    true
  );
  expect(texts('.jpi-Run-text').join('')).toBe(chunk.repeat(2_600) + 'the end');
});

it('stays at the end while it grows, unless the reader scrolled away', async () => {
  const redraw = await draw(pane([run('one')]));
  const box = document.querySelector<HTMLElement>('.jpi-Output-scroll')!;
  let height = 1000;
  Object.defineProperty(box, 'scrollHeight', { get: () => height });
  Object.defineProperty(box, 'clientHeight', { value: 200 });

  await redraw(pane([run('one'), run('two')]));
  expect(box.scrollTop).toBe(1000);

  box.scrollTop = 300;
  await done(() => box.dispatchEvent(new Event('scroll', { bubbles: true })));
  height = 2000;
  await redraw(pane([run('one'), run('two'), run('three')]));
  expect(box.scrollTop).toBe(300);

  get('button', 'Newest').focus();
  await click('Newest');
  expect(box.scrollTop).toBe(2000);
  expect(find('button', 'Newest')).toBeNull();
  expect(document.activeElement).toBe(box);
});

it('OU13: a new run of mine is shown wherever I had scrolled, one of others is not', async () => {
  const redraw = await draw(pane([run('one')]));
  const box = document.querySelector<HTMLElement>('.jpi-Output-scroll')!;
  Object.defineProperty(box, 'scrollHeight', { value: 1000 });
  Object.defineProperty(box, 'clientHeight', { value: 200 });
  const scrollUp = (): Promise<void> =>
    done(() => {
      box.scrollTop = 300;
      box.dispatchEvent(new Event('scroll', { bubbles: true }));
    });
  await scrollUp();
  const other = run('two', { state: 'running' });
  await redraw(pane([run('one'), other]));
  expect(box.scrollTop).toBe(300);
  const me = { id: 'p-me', name: 'Me', color: '#d62728' };
  const mine = run('three', { state: 'running', user: me });
  await redraw(pane([run('one'), other, mine]));
  expect(box.scrollTop).toBe(1000);
  await scrollUp();
  // It goes on, and its reader may look at something older meanwhile.
  const outputs = [{ stream: 'stdout' as const, text: 'x\n' }];
  await redraw(pane([run('one'), other, { ...mine, outputs }]));
  expect(box.scrollTop).toBe(300);
});

it('OU14: what was copied, or could not be, is said to everybody who looks', async () => {
  const clipboard = { writeText: () => Promise.resolve() };
  vi.stubGlobal('navigator', { ...navigator, clipboard });
  onTestFinished(() => void vi.unstubAllGlobals());
  const said = (): string => texts('.jpi-Output-note[role="status"]')[0];
  const outputs = [{ stream: 'stdout' as const, text: 'x\n' }];
  await draw(pane([run('one', { outputs })]));
  const copyOne = (): Promise<void> =>
    done(() => document.querySelector<HTMLElement>('[title="Copy output"]')!.click());
  await copyOne();
  expect(said()).toBe('Copied.');
  clipboard.writeText = () => Promise.reject(new Error('no'));
  await copyOne();
  expect(said()).toBe('Your browser does not let this page copy.');
  clipboard.writeText = () => Promise.resolve();
  await click('Output options');
  await click('Copy all output', 'menuitem');
  expect(said()).toBe('Copied.');
});

it('PA9: controls of two runs in one minute have names that differ', async () => {
  const outputs = [{ stream: 'stdout' as const, text: 'x\n' }];
  const later = { outputs, startedAt: '2026-09-30T10:00:07.000Z' };
  await draw(pane([run('one', { outputs }), run('two', later)]));
  const names = [...document.querySelectorAll('.jpi-Run button')].map(node =>
    node.getAttribute('aria-label')
  );
  expect(names).toHaveLength(6);
  expect(new Set(names).size).toBe(6);
});

it('says aloud that a run started and how it ended, and nothing of its output', async () => {
  const said = (): string | undefined => texts('[aria-live="polite"]')[0];
  const redraw = await draw(pane([run('old')]));
  expect(said()).toBe('');
  await redraw(pane([run('old'), run('new', { state: 'running' })]));
  expect(said()).toBe('Bo started a Python run');
  const outputs = [{ stream: 'stdout' as const, text: 'hello' }];
  await redraw(pane([run('old'), run('new', { state: 'running', outputs })]));
  expect(said()).toBe('Bo started a Python run');
  await redraw(pane([run('old'), run('new', { outputs })]));
  expect(said()).toBe('Python run of Bo: Finished');
});

const TRACEBACK = 'Traceback:\n  File "solution.py", line 3, in f\nValueError: no';

it('RU10: a line of a traceback leads to the editor, where the program is', async () => {
  const positions: unknown[] = [];
  const onPosition = (position: unknown): number => positions.push(position);
  const failed = [run('one', { state: 'error', error: TRACEBACK })];
  const redraw = await draw(pane(failed, true, { onPosition }));
  expect(texts('.jpi-Run-error pre')[0]).toBe(TRACEBACK);
  await click('File "solution.py", line 3');
  expect(positions).toEqual([{ file: 'solution.py', line: 3, column: 1 }]);
  await redraw(pane(failed, true, { onPosition, files: ['solution.js'] }));
  expect(document.querySelector('.jpi-Run-place')).toBeNull();
});

it('RU6: the field for a line of input stands at the run that waits, and only there', async () => {
  const answers: (string | null)[] = [];
  const more = {
    question: { runId: 'two', prompt: 'name? ' },
    onAnswer: (line: string | null) => answers.push(line)
  };
  await draw(pane([run('one'), run('two', { state: 'running' })], true, more));
  const fields = document.querySelectorAll<HTMLInputElement>('.jpi-Run-line');
  expect([...fields].map(field => field.closest('li')?.dataset.state)).toEqual(['running']);
  expect(fields[0].getAttribute('aria-label')).toBe('name?');
  expect(document.activeElement).toBe(fields[0]);
  await click('Enter');
  await click('End of input');
  expect(answers).toEqual(['', null]);
});

describe('the field for a line of input', () => {
  const asking = { question: { runId: 'two', prompt: 'name? ' } };
  const running = [run('one'), run('two', { state: 'running' })];
  const ended = [run('one'), run('two')];
  const runs = (): Element => document.querySelector('.jpi-Output-scroll')!;
  const said = (): string => texts('.jpi-Output-note')[0];
  const editor = (): HTMLElement => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    return field;
  };

  it('RU17, RU27: gets the focus, and gives it back when the program has ended', async () => {
    const redraw = await draw(pane(running));
    const place = editor();
    await redraw(pane(running, true, asking));
    expect(document.activeElement).toBe(document.querySelector('.jpi-Run-line'));
    expect(said()).toBe('');
    // Until then what is typed for its next question goes nowhere.
    await redraw(pane(running));
    expect(document.activeElement).toBe(runs());
    await redraw(pane(running, true, asking));
    expect(document.activeElement).toBe(document.querySelector('.jpi-Run-line'));
    await redraw(pane(ended));
    expect(document.activeElement).toBe(place);
  });

  it('RU17, RU26: takes it from nobody who is typing, but tells them', async () => {
    const isTyping = (): boolean => true;
    const redraw = await draw(pane(running, true, { isTyping }));
    const place = editor();
    await redraw(pane(running, true, { ...asking, isTyping }));
    expect(document.activeElement).toBe(place);
    expect(said()).toBe('The program waits for input.');
    await redraw(pane(ended, true, { isTyping }));
    expect([document.activeElement, said()]).toEqual([place, '']);
  });

  it('RU27: leaves the focus where somebody has put it meanwhile', async () => {
    const redraw = await draw(pane(running));
    editor();
    await redraw(pane(running, true, asking));
    const other = editor();
    await redraw(pane(ended));
    expect(document.activeElement).toBe(other);
  });
});

const TESTS = [
  { name: 'adds', passed: true, expected: '3', got: '3', ms: 0.2 },
  { name: 'fails', passed: false, expected: '<b>0</b>', got: 'ValueError: no', ms: 2 }
];

it('RU34: a run is told by its tests where they ran, and by its end where it had none', async () => {
  const redraw = await draw(pane([]));
  const all = [
    run('failed', { tests: TESTS }),
    run('passed', { tests: TESTS.slice(0, 1) }),
    run('cut', { tests: TESTS, state: 'timeout' }),
    run('plain')
  ];
  await redraw(pane(all));
  expect(texts('.jpi-Run-state')).toEqual([
    '1 of 2 tests passed',
    '1 of 1 test passed',
    'Time limit',
    'Finished'
  ]);
  expect(texts('[data-failed="true"] .jpi-Run-author')).toHaveLength(1);
  await redraw(pane([...all, run('new', { tests: TESTS })]));
  expect(texts('[aria-live="polite"]')[0]).toBe('Python run of Bo: 1 of 2 tests passed');
});

it('RU34: tests are a list, and those that failed say how and why', async () => {
  const large = { ...TESTS[1], name: 'large', status: 'error' as const, message: 'Too large.' };
  await draw(pane([run('one', { tests: [...TESTS, large] })]));
  expect(texts('.jpi-Run-test')).toEqual([
    expect.stringMatching(/^adds.*passed/),
    expect.stringMatching(/^fails.*failed.*expected<b>0<.b>gotValueError: no$/),
    expect.stringMatching(/^large.*gotValueError: noToo large\.$/)
  ]);
});

it('RU8: pictures are drawn when they are PNGs, and half a picture is waited for', async () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk';
  const outputs = [{ stream: 'image' as const, text: `${png}\nbm90IGEgcG5n\n${png}` }];
  await draw(pane([run('one', { outputs })]));
  const images = document.querySelectorAll<HTMLImageElement>('.jpi-Run-images img');
  expect([...images].map(image => image.src)).toEqual([`data:image/png;base64,${png}`]);
  expect(texts('.jpi-Run-images')[0]).toBe('A picture that cannot be shown.');
});

it('RN1, RN2: a host stops the run of somebody else at that run, which says then who did', async () => {
  const stopped: string[] = [];
  const onStop = (id: string): unknown => stopped.push(id);
  const mine = { id: 'p-me', name: 'Me', color: '#d62728' };
  const running = [run('one', { state: 'running' }), run('two', { state: 'running', user: mine })];
  const redraw = await draw(pane(running));
  expect(texts('.jpi-Run .jpi-mod-plain')).toEqual([]);
  await redraw(pane(running, true, { onStop }));
  const [button, ...others] = [
    ...document.querySelectorAll<HTMLElement>('.jpi-Run .jpi-mod-plain')
  ];
  expect(others).toEqual([]);
  expect(button.getAttribute('aria-label')).toMatch(/^Stop the run of Bo at /);
  await done(() => button.click());
  expect(stopped).toEqual(['one']);
  await redraw(pane([run('one', { state: 'stopped', error: 'Stopped', stoppedBy: mine })]));
  expect(texts('.jpi-Run-state')).toEqual(['Stopped by Me']);
});
