// @vitest-environment jsdom
/** What one person can do with the list of runs. It is their own view, and nobody else's. */
import { beforeEach, describe, expect, it } from 'vitest';
import { click, done, draw, find, get, texts } from '../../../tests/draw';
import { endedRun, outputPane } from '../../../tests/output';
import type { IOutput, IRun } from '../../contract/protocol';
import { printedText, transcript } from './transcript';
import { nullTranslator } from '@jupyterlab/translation';

const trans = nullTranslator.load('jupyter_interview');

function run(name: string, more: Partial<IRun> = {}): IRun {
  return endedRun(name, {
    user: { id: `p-${name}`, name, color: '#d62728' },
    outputs: [{ stream: 'stdout', text: `printed by ${name}\n` }],
    ...more
  });
}

function pane(runs: readonly IRun[], hasLocations = false): JSX.Element {
  return outputPane(runs, { hasLocations, runKeys: '' });
}

const names = (): string[] => texts('.jpi-Run-author');
const printed = (): string => texts('.jpi-Run-text').join('');
const option = async (label: string): Promise<void> => {
  await click('Output options');
  await click(label, 'menuitem');
};

beforeEach(() => localStorage.clear());

describe('one\u2019s own view of the runs', () => {
  it('OU9: is cleared and comes back, and what runs now stays', async () => {
    const redraw = await draw(pane([run('Ana'), run('Bo', { state: 'running' })]));
    await click('Clear the output from your view');
    expect(names()).toEqual(['Bo']);
    await redraw(pane([run('Ana'), run('Bo'), run('Cy')]));
    expect(names()).toEqual(['Bo', 'Cy']);
    expect(texts('.jpi-Output-hidden')[0]).toContain('1 run is cleared from your view.');
    // PA9: the button goes, and the focus stays in the output.
    get('button', 'Show').focus();
    await click('Show');
    expect(names()).toEqual(['Ana', 'Bo', 'Cy']);
    expect(document.activeElement).toBe(document.querySelector('.jpi-Output-scroll'));
  });

  it('OU9: collapses one run, and all', async () => {
    await draw(pane([run('Ana'), run('Bo', { error: 'Oh', state: 'error' })]));
    const [first] = document.querySelectorAll<HTMLElement>('.jpi-Run-group > .jpi-Button');
    expect(first.getAttribute('aria-expanded')).toBe('true');
    await done(() => first.click());
    expect(first.getAttribute('aria-expanded')).toBe('false');
    expect(printed()).toBe('printed by Bo\nOh');
    await option('Collapse all');
    expect([printed(), names()]).toEqual(['', ['Ana', 'Bo']]);
    await option('Expand all');
    expect(printed()).toBe('printed by Ana\nprinted by Bo\nOh');
  });

  it('OU9, OU23: has the newest first or last, or nothing else, and the browser remembers it', async () => {
    const runs = [run('Ana'), run('Bo'), run('Cy')];
    await draw(pane(runs));
    expect(names()).toEqual(['Ana', 'Bo', 'Cy']);
    await option('Newest first');
    expect(names()).toEqual(['Cy', 'Bo', 'Ana']);
    document.body.replaceChildren();
    await draw(pane(runs));
    expect(names()).toEqual(['Cy', 'Bo', 'Ana']);
    await option('Only the newest');
    expect(names()).toEqual(['Cy']);
    await click('Show');
    expect(names()).toEqual(['Cy', 'Bo', 'Ana']);
  });

  it('OU24: says where a run was made only where there is more than one place', async () => {
    const redraw = await draw(pane([run('Ana')]));
    expect(texts('.jpi-Run-header')[0]).not.toContain('browser');
    await redraw(pane([run('Ana')], true));
    expect(texts('.jpi-Run-header')[0]).toContain('browser');
    await redraw(pane([run('Ana'), run('Bo', { source: 'server' })]));
    expect(texts('.jpi-Run-header')[0]).toContain('browser');
    expect(texts('.jpi-Run-header')[1]).toContain('server');
  });
});

const LINES: IOutput[] = [
  { stream: 'stdout', text: [...Array(500).keys()].map(n => `line ${n}\n`).join('') }
];

describe('OU10: a long output', () => {
  it('is folded, and unfolds', async () => {
    await draw(pane([run('Ana', { outputs: LINES })]));
    expect(printed()).not.toContain('line 250\n');
    expect(printed()).toMatch(/^line 0\n.*line 499\n$/s);
    await click('Show all 500 lines');
    expect(printed()).toBe(LINES[0].text);
    await click('Show less');
    expect(printed()).not.toContain('line 250\n');
  });

  it('OU1: says what was left out, folded or not', async () => {
    const outputs: IOutput[] = [...LINES, { stream: 'stdout', text: 'END\n', omitted: 406_893 }];
    await draw(pane([run('Ana', { outputs, truncated: true })]));
    expect(document.body.textContent).toContain('397 kB of output is left out here');
    await click('Show the 502 lines kept');
    expect(texts('.jpi-Run-gap')).toEqual(['397 kB of output is left out here']);
    expect(find('button', 'Show less')).not.toBeNull();
  });

  it('OU15: that is still being printed says that its end follows', async () => {
    const outputs: IOutput[] = [{ stream: 'stdout', text: 'x'.repeat(128 * 1024) }];
    const redraw = await draw(pane([run('Ana', { outputs, state: 'running' })]));
    expect(document.body.textContent).toContain('Its end follows when it has ended.');
    await redraw(pane([run('Ana', { outputs })]));
    expect(document.body.textContent).not.toContain('Its end follows');
  });
});

describe('OU22: a copy', () => {
  const outputs: IOutput[] = [
    { stream: 'stdout', text: '10%\r100%\n\x1b[32mPASS\x1b[0m\n' },
    { stream: 'stdout', text: 'END', omitted: 2048 },
    { stream: 'image', text: 'AAAA\n' },
    { stream: 'value', text: '   a\n0  1', html: '<table></table>' }
  ];

  it('is plain text, as it is read', () => {
    const text = printedText(run('Ana', { outputs, error: '\x1b[31mOh\x1b[0m' }), trans);
    expect(text).toBe('100%\nPASS\n\n[2 kB of output is left out here]\nEND   a\n0  1\nOh');
  });

  it('of all runs says whose they are', () => {
    expect(transcript([run('Ana'), run('Bo', { state: 'error', error: 'Oh' })], trans)).toBe(
      '# Ana \u00b7 Python \u00b7 2026-09-30T10:00:00.000Z \u00b7 Finished\nprinted by Ana\n\n' +
        '# Bo \u00b7 Python \u00b7 2026-09-30T10:00:00.000Z \u00b7 Error\nprinted by Bo\nOh\n'
    );
  });

  it('errors, tests and questions have no escapes either', async () => {
    const tests = [{ name: 'a\x1b[1m', passed: false, expected: '\x1b[31m1', got: 'x\ry', ms: 1 }];
    await draw(pane([run('Ana', { tests, error: 'Oh \x1b[31mno\x07', state: 'error' })]));
    expect(document.body.textContent).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(texts('.jpi-Run-error pre')).toEqual(['Oh no']);
  });
});

describe('OU6: what a program displayed', () => {
  it('is a table that is scrolled with keys', async () => {
    const html = '<table><tr><th>a</th></tr><tr><td>1</td></tr></table><script>bite()</script>';
    const outputs: IOutput[] = [{ stream: 'display', text: 'a\n1', html }];
    await draw(pane([run('Ana', { outputs })]));
    await done(() => import('./safe-html'));
    const box = document.querySelector<HTMLElement>('.jpi-Html')!;
    expect(box.innerHTML).toBe(
      '<table><tbody><tr><th>a</th></tr><tr><td>1</td></tr></tbody></table>'
    );
    expect([box.tabIndex, box.getAttribute('aria-label')]).toEqual([0, 'Displayed by the program']);
  });

  it('OU8: the value of a program is called so', async () => {
    await draw(pane([run('Ana', { outputs: [{ stream: 'value', text: '42' }] })]));
    expect(texts('.jpi-Run-segment')).toEqual(['value42']);
  });
});
