// @vitest-environment jsdom
/** The player: what it shows of a moment, how one goes through an interview, and what it tells. */
import { EditorView } from '@codemirror/view';
import * as React from 'react';
import type { IRecording, IRun } from '../../contract/protocol';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { click, done, draw, fill, find, texts } from '../../../tests/draw';
import { ADA, BEGAN, BO, FAILED, Story } from '../../../tests/recordings';
import { RemarkServer, sheet, submitted } from '../../../tests/remarks';
import { ScriptedRunner } from '../../../tests/scripted-runner';
import { Playback } from '../../playback/playback';
import { makeEditorBackend } from '../../shells/guest/editor-services';
import { titleAt } from './begin-here';
import { drawSymbol, drawTimeline, heightOfPicture, type ILook } from './draw-timeline';
import { verbOf, type IPressed } from './keys';
import { LateLookBack } from './late-look-back';
import { LookBack, type ILookBackProps } from './look-back';
import type { ILookBackSource } from './look-back-source';
import { drawnRun } from './runs-words';

const editor = makeEditorBackend('nonce');
const copied: string[] = [];
let runner: ScriptedRunner;

beforeEach(() => {
  copied.length = 0;
  vi.stubGlobal('navigator', {
    platform: 'Linux',
    languages: ['en'],
    userAgent: navigator.userAgent,
    clipboard: { writeText: (text: string) => Promise.resolve(void copied.push(text)) }
  });
});

afterEach(() => vi.unstubAllGlobals());

/** Ada gives a text, Bo goes on with it, runs it twice, and looks at another file. */
function story(): Story {
  const told = new Story();
  told.edit(-1, 'def half(x):\n').event('PersonJoined', { participant: 'p-bo', name: 'Bo' });
  told.after(1000).type(BO, '    return x // 2\n').after(1000);
  told.run(BO, ['first\n'], FAILED).after(20_000).type(ADA, 'half(4)\n').after(1000);
  told.run(ADA, ['second\n'], { tests: [{ name: 'of four', passed: true }] }).after(1000);
  return told.event('FileShown', { file: 'notes.txt' }).seal();
}

const lookBack = (more: Partial<ILookBackProps> = {}, told = story()): JSX.Element => (
  <LookBack
    recording={told.recording()}
    editor={editor}
    address="https://host/interview/replay/session-0001"
    createRunner={null}
    beginning={null}
    isLive={false}
    notes={null}
    wholeRun={null}
    onMore={null}
    onBack={null}
    {...more}
  />
);

async function look(more: Partial<ILookBackProps> = {}, told = story()): Promise<void> {
  await draw(lookBack(more, told));
  await settle();
}

const settle = (): Promise<void> =>
  done(async () => {
    for (let frames = 0; frames < 3; frames++) {
      await new Promise(resolve => requestAnimationFrame(resolve));
      await new Promise(resolve => setTimeout(resolve));
    }
  });

const code = (): string =>
  EditorView.findFromDOM(
    document.querySelector<HTMLElement>('.jpi-Editor-host')!
  )!.state.doc.toString();
const slider = (): HTMLElement => document.querySelector<HTMLElement>('[role=slider]')!;
const printed = (within = '.jpi-OutputThen'): string[] =>
  texts(`${within} .jpi-Run-segment`).map(text => text.trim());
const clock = (): string => texts('.jpi-LookBack-when time')[0];

async function press(key: string, shiftKey = false): Promise<void> {
  const init = { key, shiftKey, bubbles: true, cancelable: true };
  await done(() => slider().dispatchEvent(new KeyboardEvent('keydown', init)));
  await settle();
}

describe('LB14: a moment', () => {
  it('begins at the end, with the text, the runs and the file that were there', async () => {
    await look();
    expect(code()).toBe('def half(x):\n    return x // 2\nhalf(4)\n');
    expect(texts('.jpi-Run-author')).toEqual(['Bo', 'Ada']);
    expect(texts('.jpi-EditorPane .jpi-Tab')).toEqual(['solution.py', 'notes.txt']);
  });

  it('is another one by each key, and the arrow keys go five seconds', async () => {
    await look();
    await press('Home');
    expect([clock(), code(), texts('.jpi-Run').length]).toEqual(['00:00', 'def half(x):\n', 0]);
    await press('ArrowRight');
    expect(slider().getAttribute('aria-valuenow')).toBe('5');
    expect(clock()).toBe('00:05');
    await press('ArrowLeft');
    expect(clock()).toBe('00:00');
    await press('.');
    expect(code()).toBe('def half(x):\n ');
    await press('r');
    expect(printed()).toEqual(['first']);
    await press('r');
    expect(printed()).toEqual(['first', 'second']);
    expect(texts('.jpi-Run-testName')).toEqual(['of four']);
    await press('E', true);
    expect(printed()).toEqual(['first']);
    await press('End');
    expect(code()).toContain('half(4)');
  });

  it('is told by the slider when one has gone there, and not while it plays', async () => {
    await look();
    await press('Home');
    await press('r');
    expect(slider().getAttribute('aria-label')).toBe('Time');
    const before = slider().getAttribute('aria-valuetext');
    expect(before).toMatch(/^4 sec, Bo ran solution\.py: Error · ZeroDivisionError: by zero$/);
    await press(' ');
    expect(find('button', 'Pause')).not.toBeNull();
    expect(slider().getAttribute('aria-valuetext')).toBe(before);
    await press('k');
    expect(find('button', 'Play')).not.toBeNull();
    expect(slider().getAttribute('aria-valuetext')).not.toBe('');
  });

  it('is one of all entries, each a button that leads there', async () => {
    await look();
    await done(() => document.querySelectorAll<HTMLElement>('[role=tab]')[3].click());
    const words = texts('.jpi-Entry-words');
    expect(words).toEqual([
      'solution.py was given a text: +13 −0',
      'Bo came',
      'Bo typed in solution.py, lines 2–3: +18 −0',
      'Bo ran solution.py: Error · ZeroDivisionError: by zero',
      '20 sec without anything typed or run',
      'Ada typed in solution.py, lines 3–4: +8 −0',
      'Ada ran solution.py: 1 of 1 test passed',
      'Ada showed everybody notes.txt'
    ]);
    await done(() => document.querySelectorAll<HTMLElement>('.jpi-Entry-button')[2].click());
    await settle();
    expect(code()).toBe('def half(x):\n    return x // 2\n');
    const now = document.querySelectorAll('[aria-current]');
    expect([...now].map(node => node.querySelector('.jpi-Entry-words')?.textContent)).toEqual([
      words[2]
    ]);
  });

  it('says whether its text is the one that was live', async () => {
    await look();
    await press('Home');
    expect(texts('.jpi-LookBack-truth')).toEqual(['This is the text that was live at 00:00.']);
  });

  it('says so where the seal has another text', async () => {
    await look({}, new Story().type(BO, 'abc').seal('abd'));
    expect(document.querySelector('[data-truth]')?.getAttribute('data-truth')).toBe('broken');
  });

  it('is looked for by a time', async () => {
    await look();
    await press('g');
    await fill('textbox', 'Go to', '0:05');
    await done(() =>
      document
        .querySelector('.jpi-GoTo')!
        .dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    );
    await settle();
    expect(clock()).toBe('00:05');
  });

  it('of an interview in which nothing was done is empty', async () => {
    await look({}, new Story());
    expect(texts('.jpi-Run')).toEqual([]);
    expect(clock()).toBe('00:00');
  });
});

describe('LB9: the address', () => {
  it('is copied, and leads back', async () => {
    await look();
    await press('Home');
    await press('r');
    await press('c');
    expect(copied).toHaveLength(1);
    const [page, fragment] = copied[0].split('#');
    expect(page).toBe('https://host/interview/replay/session-0001');
    expect(fragment).toMatch(/^t=00:04&at=\d+:4000$/);
    document.body.replaceChildren();
    await look({ fragment: `#${fragment}` });
    expect(clock()).toBe('00:04');
    expect(printed()).toEqual(['first']);
  });

  it('of a log that is another one now says so', async () => {
    await look({ fragment: '#t=00:01&at=999:1000' });
    expect(texts('.jpi-Notice')).toEqual([
      'The link was made of another state of this interview. This is the nearest moment.'
    ]);
  });

  it('is not offered where there is none', async () => {
    await look({ address: null });
    expect(find('button', 'Copy the link to this moment')).toBeNull();
    await press('c');
    expect(copied).toEqual([]);
  });
});

describe('LB15: the keys', () => {
  const key = (name: string, target: unknown, more: Partial<IPressed> = {}): IPressed => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    target,
    ...more
  });
  const inside = (html: string): Element => {
    const place = document.body.appendChild(document.createElement('div'));
    place.innerHTML = html;
    return place.firstElementChild!;
  };

  it('are nobody’s in a box for text, in a dialog, and with other keys held', () => {
    for (const html of ['<input>', '<textarea></textarea>', '<select></select>']) {
      expect(verbOf(key('r', inside(html)))).toBeNull();
    }
    const dialog = inside('<dialog><p></p></dialog>').firstElementChild;
    expect(verbOf(key('r', dialog))).toBeNull();
    expect(verbOf(key('c', inside('<p></p>'), { ctrlKey: true }))).toBeNull();
    expect(verbOf(key('c', inside('<p></p>')))).toBe('link');
  });

  it('leave a button its own key, and tabs their arrows', () => {
    expect(verbOf(key(' ', inside('<button></button>')))).toBeNull();
    expect(verbOf(key('ArrowLeft', inside('<div role="tablist"></div>')))).toBeNull();
    expect(verbOf(key('ArrowLeft', inside('<button></button>'), { shiftKey: true }))).toBe(
      'burstBack'
    );
    expect(verbOf(key('7', inside('<p></p>')))).toBe('tenth');
  });

  it('are listed', async () => {
    await look();
    await press('?');
    expect(texts('.jpi-Shortcuts h3')).toEqual(['Play', 'Steps, and with Shift back', 'Look']);
  });

  it('go to tenths', async () => {
    await look();
    await press('5');
    const half = Number(slider().getAttribute('aria-valuemax')) / 2;
    expect(Math.abs(Number(slider().getAttribute('aria-valuenow')) - half)).toBeLessThan(1);
  });

  it('close what is open before the player', async () => {
    const back = vi.fn();
    await look({ onBack: back });
    await press('/');
    await press('Escape');
    expect(find('textbox', 'Find in code, output and events')).toBeNull();
    expect(back).not.toHaveBeenCalled();
    await press('Escape');
    expect(back).toHaveBeenCalledTimes(1);
  });
});

it('LB39: what was typed last has colours of its own, which fade', async () => {
  await look();
  await press('B', true);
  const marked = [...document.querySelectorAll('.cm-content .jpi-Author')];
  expect(marked.map(one => [one.className.match(/jpi-\w+-\d/g), one.textContent])).toEqual([
    [['jpi-Author-1', 'jpi-Recent-1'], '    return x // 2'],
    [['jpi-Author-0', 'jpi-Recent-0'], 'half(4)']
  ]);
  await press('b');
  expect(document.querySelector('[class*=jpi-Recent]')).toBeNull();
  expect(find('button', 'Colors of the authors')!.getAttribute('aria-pressed')).toBe('true');
  await press('B', true);
  await press('B', true);
  expect(document.querySelector('.cm-content .jpi-Author')).toBeNull();
});

it('LB16: authors have a colour and a line, and a legend says whose they are', async () => {
  await look();
  expect(texts('.cm-line .jpi-Author')).toEqual([]);
  await press('b');
  expect(texts('.cm-line .jpi-Author-1').join('')).toBe('    return x // 2');
  expect(texts('.cm-line .jpi-Author-0').join('')).toBe('half(4)');
  expect(texts('.jpi-Legend li')).toEqual([
    'Bo 18 characters',
    'nobody 13 characters',
    'Ada 8 characters'
  ]);
  const color = document.querySelector<HTMLElement>('.jpi-LookBack')!.style;
  expect(color.getPropertyValue('--jpi-author-1')).toBe('#d55e00');
});

describe('LB17: the difference', () => {
  const changed = (): string[] => texts('.cm-changedLine');

  it('between a mark and now is shown while one goes on', async () => {
    await look();
    await press('Home');
    await press('m');
    await press('d');
    await vi.waitFor(() => expect(document.querySelector('.cm-merge-b')).not.toBeNull(), 5000);
    expect(changed()).toEqual([]);
    expect(texts('.jpi-LookBack-compared span')).toContain('Compared with 00:00');
    await press('End');
    await settle();
    expect(changed()).toContain('half(4)');
    await press('d');
    expect(document.querySelector('.cm-merge-b')).toBeNull();
  });

  it('since the last run is one key', async () => {
    await look();
    await press('D', true);
    await vi.waitFor(() => expect(document.querySelector('.cm-merge-b')).not.toBeNull(), 5000);
    expect(texts('.jpi-LookBack-compared span')).toContain('Compared with 00:26');
  });
});

it('LB10: what is looked for is found with its moment', async () => {
  await look();
  await press('/');
  await fill('textbox', 'Find in code, output and events', 'RETURN');
  await vi.waitFor(() => expect(texts('.jpi-FindBox-count')).toEqual(['Found at 1 moment']), 5000);
  await done(() => document.querySelector<HTMLElement>('.jpi-FindBox-hits button')!.click());
  await settle();
  expect(code().endsWith('return')).toBe(true);
});

it('LB18: a program of the past runs in one’s own sandbox', async () => {
  runner = new ScriptedRunner();
  await look({ createRunner: () => runner });
  await press('Home');
  await press('r');
  await click('Run this moment');
  expect([runner.request?.code, runner.request?.name]).toEqual([
    'def half(x):\n    return x // 2\n',
    'solution.py'
  ]);
  await done(() => runner.request?.onOutput({ stream: 'stdout', text: 'tried' }));
  expect(texts('.jpi-OwnTry .jpi-Run-segment')).toEqual(['tried']);
  // It is beside the runs of the interview, which are the same.
  expect(printed('.jpi-Output-runs')).toEqual(['first']);
});

it('LB27: what was noted is told in the words that the person reads, and what they said of it', async () => {
  const about = { signal: 'g-1', participant: 'p-bo' };
  const told = story()
    .event('SessionChanged', { ai: 'own_tools', aiSentence: 'Say it.' })
    .event('SessionChanged', { noteAway: true })
    .event(
      'SignalNoted',
      { ...about, kind: 'insert', how: 'paste', characters: 61, lines: 3, source: 'outside' },
      BO
    )
    .event('SignalAnswered', { ...about, text: 'My own notes', fromAi: false }, BO)
    .event('SignalAnswered', { ...about, text: '', fromAi: true }, BO)
    .event('SignalNoted', { ...about, kind: 'away', how: 'hidden', seconds: 12 }, BO);
  await look({}, told);
  await done(() => document.querySelectorAll<HTMLElement>('[role=tab]')[3].click());
  expect(texts('.jpi-Entry-words').slice(-6)).toEqual([
    'The rules on AI were changed',
    'What is noted was changed',
    'Bo: 61 characters came at once, from outside this interview (pasted, 3 lines)',
    'Bo said of what was noted: “My own notes”',
    'Bo said that it was from AI',
    'Bo: The page was hidden for 12 seconds'
  ]);
});

it('LB23: notes that a host may read are in the list, and are stepped to', async () => {
  const time = new Date(BEGAN + 10_000).toISOString();
  const place = { at: `3:${(BEGAN + 10_000) * 1000}`, time, shared: false, final: false };
  const server = new RemarkServer(
    submitted('Ana', [1, 2, 3], {
      notes: [{ ...place, id: 'note-0001', text: 'Asks about odd numbers\nand zero' }]
    }),
    [sheet('Bo', { notes: [{ ...place, id: 'note-0002', text: '' }] })]
  );
  await look({ notes: () => server.port() });
  await done(() => document.querySelectorAll<HTMLElement>('[role=tab]')[3].click());
  expect(texts('.jpi-Entry[data-kind=note] .jpi-Entry-words')).toEqual([
    'Note of Ana: Asks about odd numbers',
    'Bookmark of Bo'
  ]);
  await press('Home');
  await press('n');
  expect(clock()).toBe('00:10');
});

describe('LB35: a key before what happened is read', () => {
  let reading: MockInstance<Playback['prepare']>;
  const read = async (): Promise<void> => {
    reading.mockRestore();
    await settle();
    await settle();
  };

  beforeEach(() => {
    reading = vi.spyOn(Playback.prototype, 'prepare').mockReturnValue(true);
  });
  afterEach(() => reading.mockRestore());

  it('is done as soon as that is there, and says so meanwhile', async () => {
    await look();
    await press('Home');
    await press('r');
    expect([clock(), texts('.jpi-LookBack-note')]).toEqual(['00:00', ['Reading…']]);
    await read();
    expect(clock()).toBe('00:04');
  });

  it('compares with the last run, too', async () => {
    await look();
    await press('D');
    await read();
    expect(texts('.jpi-LookBack-compared').join()).toContain('Compared with 00:26');
  });

  it('is forgotten by who has gone somewhere else', async () => {
    await look();
    await press('Home');
    await press('r');
    await press('End');
    const end = clock();
    await read();
    expect(clock()).toBe(end);
  });
});

describe('LB24: the picture', () => {
  const LOOK: ILook = {
    text: 'text',
    muted: 'muted',
    line: 'line',
    band: 'band',
    good: 'good',
    bad: 'bad',
    brand: 'brand',
    font: 'serif'
  };

  /** What was drawn, without its colours. */
  class Drawing {
    readonly drawn: string[] = [];
    readonly context = new Proxy(
      {},
      {
        get:
          (_, name: string) =>
          (...given: unknown[]) => {
            this.drawn.push(`${name} ${given.join(' ')}`);
            return { width: 40 };
          },
        set: () => true
      }
    ) as CanvasRenderingContext2D;
  }

  it('has a shape for each symbol', () => {
    const symbols = [
      'ran-well',
      'ran-badly',
      'runs',
      'tested',
      'inserted',
      'file',
      'person',
      'question',
      'state',
      'message',
      'late',
      'gap',
      'note'
    ] as const;
    const shapes = symbols.map(symbol => {
      const drawing = new Drawing();
      drawSymbol(drawing.context, symbol, 0, 0, LOOK);
      return drawing.drawn.join(', ');
    });
    expect(new Set(shapes).size).toBe(symbols.length);
  });

  it('tells pauses in words, and names the lanes', () => {
    const drawing = new Drawing();
    drawTimeline(
      drawing.context,
      300,
      {
        window: { from: 0, to: 60_000 },
        length: 60_000,
        lanes: [Uint32Array.of(1, 0, 4)],
        whole: Uint32Array.of(1, 0, 4),
        colors: ['#0072b2'],
        names: ['Ada'],
        breaks: [{ from: 10_000, to: 50_000 }],
        entries: [],
        markers: [],
        hits: [5000],
        pauseName: ms => `${ms / 1000} s`
      },
      LOOK
    );
    const words = drawing.drawn.filter(line => line.startsWith('fillText'));
    expect(words.map(line => line.split(' ')[1])).toEqual(
      expect.arrayContaining(['Ada', '40', '00:30'])
    );
    expect(drawing.drawn[0]).toBe(`clearRect 0 0 300 ${heightOfPicture(1)}`);
  });
});

it('LB32: whoever runs another moment while one runs stops the first', async () => {
  await look({ createRunner: () => (runner = new ScriptedRunner()) });
  await click('Run this moment');
  runner.print('of the end\n');
  await press('Home');
  await click('Run this moment');
  await settle();
  expect(runner.stops).toBe(1);
  expect(runner.request?.code).toBe('def half(x):\n');
  await done(() => runner.print('of the beginning\n'));
  await done(() => runner.finish());
  expect(printed('.jpi-OwnTry')).toEqual(['of the beginning']);
});

describe('FK6: another interview from a moment', () => {
  const label = 'New interview from this moment';

  it('begins with the entry where one is, and the time in its title', async () => {
    const begun: [number, string][] = [];
    const told = story();
    const at = (seq: number, title: string): Promise<void> => {
      begun.push([seq, title]);
      return Promise.resolve();
    };
    await look({ beginning: { isAllowed: () => Promise.resolve(true), at } }, told);
    await press('Home');
    await press('r');
    await click(label);
    // With everything that has happened by then: it ended in the same moment.
    const [run] = told.recording().runs;
    expect(begun).toEqual([[run.endSeq, `${told.recording().session.title} (00:04)`]]);
    await click(label);
    expect(begun).toHaveLength(2);
  });

  it('is not offered to whoever may have none, nor where none can be opened', async () => {
    const at = vi.fn();
    await look({ beginning: { isAllowed: () => Promise.resolve(false), at } });
    expect(find('button', label)).toBeNull();
    await look({ beginning: { isAllowed: () => Promise.reject(new Error('no answer')), at } });
    expect(find('button', label)).toBeNull();
    await look();
    expect(find('button', label)).toBeNull();
  });

  it('says why there is none', async () => {
    const at = (): Promise<never> => Promise.reject(new Error('The disk is full.'));
    await look({ beginning: { isAllowed: () => Promise.resolve(true), at } });
    await click(label);
    await settle();
    expect(texts('.jpi-LookBack-note')).toEqual(['The disk is full.']);
  });

  it('has a title that is no longer than titles are', () => {
    expect(titleAt('Backend', '12:31')).toBe('Backend (12:31)');
    expect(titleAt('🐢'.repeat(120), '1:02:03')).toBe(`${'🐢'.repeat(110)} (1:02:03)`);
  });
});

describe('LB37: the whole output of a run', () => {
  const label = 'Show the whole output';
  const told = (): Story => new Story().run(BO, ['begin'], { isCut: true }).run(BO, ['short']);

  it('is fetched when somebody asks, and put away again', async () => {
    const asked: string[] = [];
    const [{ run }] = new Playback(told().recording()).runs.at({ seq: 99, at: 1e9, edits: 0 });
    const output = { stream: 'stdout', text: 'begin and end' } as const;
    let refuses = true;
    const wholeRun = async (id: string): Promise<IRun> => {
      asked.push(id);
      if (refuses) {
        throw new Error('Too many.');
      }
      const drawn = drawnRun(new Playback(told().recording()), { run, pieces: 1, hasEnded: true });
      return Promise.resolve({ ...drawn, outputs: [output], truncated: false });
    };
    await look({ wholeRun }, told());
    expect(texts('button').filter(text => text === label)).toHaveLength(1);
    expect(document.body.textContent).toContain('The output was cut here.');
    await click(label);
    expect(document.body.textContent).toContain('Too many.');
    refuses = false;
    await click(label);
    expect(printed()).toEqual(['begin and end', 'short']);
    expect(document.body.textContent).not.toMatch(/Too many|was cut/);
    await click('Show its beginning');
    expect(printed()).toEqual(['begin', 'short']);
    await click(label);
    expect(asked).toEqual([run.id, run.id]);
    // It was not there yet before the run had ended.
    await press('Home');
    expect(find('button', 'Show its beginning')).toBeNull();
  });

  it('is not offered where only the recording is there', async () => {
    await look({}, told());
    expect(find('button', label)).toBeNull();
  });
});

describe('LB22: what comes late', () => {
  const source = (read: ILookBackSource['read']): ILookBackSource => ({
    read,
    wholeRun: null,
    notes: null,
    address: null,
    beginning: null,
    createRunner: () => new ScriptedRunner()
  });

  it('is the player, with the recording', async () => {
    const recording = story().recording();
    await draw(
      <LateLookBack
        source={source(() => Promise.resolve(recording))}
        editor={editor}
        isLive={false}
        onBack={null}
      />
    );
    await vi.waitFor(() => expect(document.querySelector('[role=slider]')).not.toBeNull(), 5000);
    await settle();
    expect(code()).toContain('half(4)');
  });

  it('LB33: is read again where the recording is of a live interview, until that has ended', async () => {
    const told = story();
    const { session } = told.recording();
    const recordings = [
      told.recording(),
      told.recording({ session: { ...session, state: 'ended' } })
    ];
    const read = (): Promise<IRecording> => Promise.resolve(recordings.shift()!);
    await draw(<LateLookBack source={source(read)} editor={editor} onBack={null} />);
    await vi.waitFor(() => expect(document.querySelector('[role=slider]')).not.toBeNull(), 5000);
    expect(texts('.jpi-LookBack-notLive')).toEqual(['a few seconds behind']);
    await click('Read what has come since');
    await settle();
    expect(find('button', 'Read what has come since')).toBeNull();
    expect(texts('.jpi-LookBack-notLive')).toEqual([]);
  });

  it('LB33: only what came since is read, or all of it where that does not go on from here', async () => {
    const told = new Story().type(BO, 'first');
    const whole = told.recording();
    const later = told.type(BO, ' second').recording();
    const count = whole.edits.seq.length;
    const columns = Object.entries(later.edits).map(([name, column]) => [
      name,
      column.slice(count)
    ]);
    const part = {
      ...later,
      after: whole.session.upTo,
      edits: Object.fromEntries(columns) as IRecording['edits']
    };
    const other = new Story().type(BO, 'another').recording();
    const answers = [whole, part, { ...part, after: 1 }, other];
    const asked: (number | undefined)[] = [];
    const read = (after?: number): Promise<IRecording> => {
      asked.push(after);
      return Promise.resolve(answers[asked.length - 1]);
    };
    await draw(<LateLookBack source={source(read)} editor={editor} isLive onBack={null} />);
    await vi.waitFor(() => expect(document.querySelector('[role=slider]')).not.toBeNull(), 5000);
    await click('Read what has come since');
    await settle();
    await press('End');
    expect(code()).toBe('first second');
    await click('Read what has come since');
    await settle();
    await press('End');
    expect(code()).toBe('another');
    expect(asked).toEqual([undefined, whole.session.upTo, later.session.upTo, undefined]);
  });

  it('LB36: what comes is shown by itself at the end, and Live leads back there', async () => {
    const told = new Story().type(BO, 'first').after(5000).type(BO, ' word');
    let asked = 0;
    const read = (): Promise<IRecording> => {
      asked++;
      return Promise.resolve(told.recording());
    };
    await draw(
      <LateLookBack source={source(read)} editor={editor} isLive onBack={null} readEveryMs={5} />
    );
    await vi.waitFor(() => expect(document.querySelector('[role=slider]')).not.toBeNull(), 5000);
    const tag = (): string[] => texts('.jpi-LookBack-notLive');
    const live = (): string | null => find('button', 'Live')!.getAttribute('aria-pressed');
    const shows = async (text: string): Promise<void> =>
      vi.waitFor(async () => {
        await settle();
        expect(code()).toBe(text);
      }, 5000);
    expect([tag(), live()]).toEqual([['a few seconds behind'], 'true']);
    told.type(BO, '!');
    await shows('first word!');
    expect(find('button', 'The whole timeline')).toBeNull();
    await press('+');
    const zoomed = (): number => document.querySelectorAll('.jpi-Timeline-head').length;
    told.type(BO, ' second');
    await shows('first word! second');
    expect(zoomed()).toBe(1);
    // Nothing is said of what nobody has asked for.
    const spoken = slider().getAttribute('aria-valuetext');
    told.type(BO, ' third');
    await shows('first word! second third');
    expect(slider().getAttribute('aria-valuetext')).toBe(spoken);
    await press('Home');
    expect([tag(), live()]).toEqual([['not live'], 'false']);
    const before = asked;
    told.type(BO, ' fourth');
    await settle();
    expect([code(), asked <= before + 1]).toEqual(['', true]);
    await click('Live');
    await shows('first word! second third fourth');
    await click('Live');
    await settle();
    expect(tag()).toEqual(['not live']);
  });

  it('LB34: an answer that comes after a newer one is not shown', async () => {
    const answers: ((recording: IRecording) => void)[] = [];
    const read = (): Promise<IRecording> => new Promise(resolve => answers.push(resolve));
    await draw(<LateLookBack source={source(read)} editor={editor} isLive onBack={null} />);
    await done(() => answers[0](new Story().type(BO, 'first').recording()));
    await vi.waitFor(() => expect(document.querySelector('[role=slider]')).not.toBeNull(), 5000);
    await click('Read what has come since');
    await click('Read what has come since');
    await done(() => answers[2](new Story().type(BO, 'first second third').recording()));
    await done(() => answers[1](new Story().type(BO, 'first second').recording()));
    await settle();
    await press('End');
    expect(code()).toBe('first second third');
  });

  it('is asked for again when it could not be read, and can be left', async () => {
    let tries = 0;
    const back = vi.fn();
    const read = (): Promise<never> => Promise.reject(new Error(`No answer ${++tries}.`));
    await draw(<LateLookBack source={source(read)} editor={editor} isLive={false} onBack={back} />);
    await settle();
    expect(document.body.textContent).toContain('No answer 1.');
    await click('Try again');
    await settle();
    expect(document.body.textContent).toContain('No answer 2.');
    await click('Close');
    expect(back).toHaveBeenCalledTimes(1);
  });
});

describe('LB38: a part of the timeline', () => {
  const lanes = 2 * 26 + 22;
  const axis = lanes + 5;

  /** A pointer on a timeline of 1000 pixels, of which nothing is laid out here. */
  async function drag(from: number, to: number, y: number, shiftKey = false): Promise<void> {
    const box = { left: 0, top: 0, width: 1000, height: 104 } as DOMRect;
    slider().getBoundingClientRect = () => box;
    const point = (type: string, clientX: number): void =>
      void slider().dispatchEvent(
        new MouseEvent(type, { clientX, clientY: y, shiftKey, bubbles: true })
      );
    await done(() => point('pointerdown', from));
    await done(() => point('pointermove', to));
    await done(() => point('pointerup', to));
    await settle();
  }
  const whole = (): HTMLElement | null => find('button', 'The whole timeline');
  const head = (): string =>
    document.querySelector<HTMLElement>('.jpi-Timeline-head')!.style.insetInlineStart;

  it('is drawn along the times, and the whole is there again by a button and a key', async () => {
    await look();
    expect(whole()).toBeNull();
    await drag(200, 600, axis);
    expect(whole()).not.toBeNull();
    // What was looked at is not in it, so one is at its beginning.
    expect(head()).toBe('0%');
    await click('The whole timeline');
    expect([whole(), head()]).toEqual([null, '20%']);
    await drag(600, 100, lanes - 30, true);
    expect(whole()).not.toBeNull();
    expect(head()).toBe('20%');
    await press('w');
    expect(whole()).toBeNull();
  });

  it('is not drawn by a press, nor where one drags the moment', async () => {
    await look();
    await drag(300, 302, axis);
    expect([whole(), head()]).toEqual([null, '30%']);
    await drag(300, 800, lanes - 30);
    expect([whole(), head()]).toEqual([null, '80%']);
  });

  it('is between the mark and here by a key', async () => {
    await look();
    await press('Home');
    await press('r');
    await press('m');
    await press('r');
    await press('z');
    expect(whole()).not.toBeNull();
    expect(head()).toBe('100%');
    expect(document.querySelector<HTMLElement>('.jpi-Timeline-mark')!.style.insetInlineStart).toBe(
      '0%'
    );
  });
});

it('LB14: times of day are those of the interview', async () => {
  await look();
  await press('Home');
  const time = document.querySelector('.jpi-LookBack-when time');
  expect(time?.getAttribute('datetime')).toBe(new Date(BEGAN).toISOString());
});
