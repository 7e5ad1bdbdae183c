// @vitest-environment jsdom
/** The question beside the editor, over a real model. */
import * as React from 'react';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { click, done, draw, find, get, isDisabled, texts } from '../../../tests/draw';
import { become, join, type IParticipant } from '../../../tests/participant';
import { aCase, aQuestion, aSide } from '../../../tests/questions';
import { jsonOf } from '../../runner/cases/case';
import { HOST, Relay } from '../../../tests/relay';
import type { IMoment, IPrivateSide, IQuestion } from '../../contract/protocol';
import type { ICodePosition } from '../editor/code-positions';
import { InterviewProvider } from '../use-interview';
import { QuestionPanel } from './question-panel';
import { useQuestionView } from './question-view';
import type { IQuestionView } from './question-view';

const SHELF = 'Shelf labels';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;
let view: IQuestionView;
const places: ICodePosition[] = [];

function PlainMarkdown({ text }: { text: string }): JSX.Element {
  return <p className="test-markdown">{text}</p>;
}

function Inside(): JSX.Element {
  view = useQuestionView();
  return (
    <QuestionPanel view={view} markdown={PlainMarkdown} onPosition={place => places.push(place)} />
  );
}

const settle = (): Promise<void> =>
  done(async () => {
    await relay.settled();
    [ana, bo].forEach(({ clock }) => clock.turn(200));
    await relay.settled();
    await new Promise(resolve => requestAnimationFrame(resolve));
    await new Promise(resolve => requestAnimationFrame(resolve));
  });

const show = async (who: IParticipant): Promise<void> => {
  await draw(
    <InterviewProvider value={who.model}>
      <Inside />
    </InterviewProvider>
  );
  await settle();
};

const load = async (question: IQuestion, side: IPrivateSide = aSide()): Promise<void> => {
  const refused = relay.perform(HOST, { type: 'LoadQuestion', question, side });
  expect(refused).toBeNull();
  await settle();
};

const makeHost = async (who: IParticipant): Promise<void> => {
  await done(() => become(relay, who, 'interviewer'));
  await settle();
};

const idOf = (who: IParticipant): string => who.model.questions.listed[0].id;

const text = (): string => document.body.textContent ?? '';

beforeEach(() => {
  relay = new Relay();
  relay.type('def add_up(a, b):\n    return 3\n');
  ana = join(relay, 'Ana');
  bo = join(relay, 'Bo');
  relay.settle();
  places.length = 0;
  localStorage.removeItem('jupyter-interview:questions');
  onTestFinished(() => localStorage.removeItem('jupyter-interview:questions'));
});

describe('the statement', () => {
  it('QU33: has its facts, the task and the visible tests as examples', async () => {
    await show(ana);
    expect(find('button', 'Fold the question')).toBeNull();
    await load(aQuestion());
    expect(texts('h3')).toEqual(['Add up']);
    expect(texts('.test-markdown')[0].trim()).toBe('Write a function that adds **two** numbers.');
    expect(text()).toContain('algorithm · junior · 15 minutes · Python, JavaScript');
    expect(texts('.jpi-Example-name')).toEqual(['small ones 1 point', 'none 2 points']);
    expect(texts('.jpi-Example dd')).toContain('add_up(1, 2)');
    expect(text()).toContain('By Ada Lovelace · Licence: CC0-1.0');
  });

  it('QU33: a question that comes later is shown, and the others are a tab away', async () => {
    await show(ana);
    await load(aQuestion());
    await click('Fold the question');
    await load(aQuestion({ title: SHELF, digest: '1'.repeat(64) }));
    expect(texts('h3')).toEqual(['Shelf labels']);
    await done(() =>
      get('button', '2. Shelf labels').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })
      )
    );
    expect(document.activeElement?.textContent).toBe('1. Add up');
    expect(texts('h3')).toEqual(['Add up']);
  });

  it('QU33: this browser remembers that it was folded', async () => {
    await load(aQuestion());
    await show(ana);
    await click('Fold the question');
    expect(texts('.test-markdown')).toEqual([]);
    expect(find('button', 'Show the question')).not.toBeNull();
    await show(bo);
    expect(texts('h3')).toEqual(['Add up', 'Add up']);
    expect(texts('.test-markdown')).toEqual([]);
  });

  it('QU33: files can be looked at, drawings as pictures', async () => {
    await load(
      aQuestion({
        data: [
          { name: 'shop.csv', text: 'a,b\n' },
          { name: 'map.svg', text: '<svg/>' }
        ]
      })
    );
    await show(ana);
    expect(texts('summary')).toEqual(['shop.csv 4 bytes', 'map.svg 6 bytes']);
    expect(document.querySelector('img')?.src).toContain('data:image/svg+xml');
  });
});

describe('tests', () => {
  it('QU34: results come as they are known, to everybody, and are told once', async () => {
    await load(aQuestion());
    await show(ana);
    await click('Tests');
    expect(text()).toContain('Nobody has run them yet.');
    bo.model.questions.runTests(idOf(bo), { hidden: false });
    await settle();
    expect(texts('[data-status]')).toHaveLength(2);
    bo.runner.answer(0, 3);
    await settle();
    expect(text()).toContain('Running: 1 of 2');
    expect(texts('[data-status="passed"] .jpi-Test-name')).toEqual(['small ones']);
    bo.runner.answer(1, 4);
    await settle();
    expect(texts('strong')).toEqual(['1 of 2 tests passed']);
    expect(text()).toContain('1 of 3 points');
    expect(texts('.jpi-Tests-whose')[0]).toContain('Bo');
    expect(texts('[aria-live]')).toEqual(['Tests of Bo: 1 of 2 tests passed']);
  });

  it('QU34: a test that failed is open, with the call, what was expected and what came', async () => {
    const one = aCase('small ones', { feedback: 'Mind the carry.' });
    await load(aQuestion({}, [one, aCase('none')]));
    await show(ana);
    await done(() => view.run({ hidden: false }));
    await settle();
    ana.runner.answer(0, 4);
    ana.runner.answer(1, 3);
    await settle();
    expect(get('button', 'small onesfailed 3 ms 1 point').getAttribute('aria-expanded')).toBe(
      'true'
    );
    expect(texts('.jpi-Case dt')).toEqual(['call', 'expected', 'got']);
    expect(texts('.jpi-Case dd')).toEqual(['add_up(1, 2)', '3', '4']);
    expect(text()).toContain('Mind the carry.');
    expect(texts('[aria-live]')).toEqual(['1 of 2 tests passed']);
  });

  it('QU34: long texts are beside each other, with what differs marked', async () => {
    const long = 'word '.repeat(20);
    const action = { ...aCase('x').action, returns: expected(`${long}end`) } as never;
    await load(aQuestion({}, [aCase('long', { action })]));
    await show(ana);
    await done(() => view.run({ hidden: false }));
    await settle();
    ana.runner.answer(0, `${long} end`);
    await settle();
    expect(texts('.jpi-Difference mark')).toEqual(['·']);
  });

  it('QU34: one test is run again alone, and those that failed', async () => {
    await load(aQuestion());
    await show(ana);
    await done(() => view.run({ hidden: false }));
    await settle();
    expect(isDisabled(get('button', 'Run all visible tests'))).toBe(true);
    ana.runner.answer(0, 3);
    ana.runner.answer(1, 4);
    await settle();
    await click('Run failing only');
    await settle();
    ana.runner.answer(0, 3);
    await settle();
    expect(texts('strong')).toEqual(['2 of 2 tests passed']);
    expect(find('button', 'Run failing only')).toBeNull();
    await click('Run the test “small ones” alone');
    await settle();
    ana.runner.answer(0, 5);
    await settle();
    expect(texts('strong')).toEqual(['1 of 2 tests passed']);
  });

  it('QU34: an error leads to its line in the program', async () => {
    await load(aQuestion());
    await show(ana);
    await done(() => view.run({ hidden: false }));
    await settle();
    const { name } = ana.model.files.current;
    await done(() =>
      ana.runner.finish({ state: 'error', error: `File "${name}", line 2, in x\nNameError: y` })
    );
    await settle();
    await click(`File "${name}", line 2`);
    expect(places).toEqual([{ file: name, line: 2, column: 1 }]);
  });

  it('QU34: why tests are not run is said', async () => {
    await load(aQuestion({ languages: ['javascript'] }));
    await show(ana);
    await done(() => view.run({ hidden: false }));
    await settle();
    expect(texts('[role="status"]')).toContain(
      'Look at a program in JavaScript to run the tests on it.'
    );
  });
});

describe('the side of hosts', () => {
  it('QU35: candidates see nothing of it', async () => {
    await load(aQuestion(), aSide({ show: 'names' }));
    await show(ana);
    expect(find('button', 'For hosts')).toBeNull();
    for (const part of ['Task', 'Tests']) {
      await click(part);
      expect(text()).not.toContain('beyond 2 to the 53');
      expect(text()).not.toContain('overflow');
      expect(text()).not.toContain('Hint');
    }
  });

  it('QU35: hosts see hidden tests, solutions, what to look at and notes, and that others do not', async () => {
    await load(aQuestion());
    await makeHost(ana);
    await show(ana);
    await click('For hosts');
    expect(text()).toContain('Only hosts see this');
    expect(texts('.jpi-Test-name')).toEqual(['beyond 2 to the 53']);
    expect(texts('details pre')).toEqual(['def add_up(a, b):\n    return a + b\n']);
    expect(texts('.jpi-Rubric li')).toEqual(['nothing asked', 'asks about overflow']);
    expect(texts('.test-markdown')).toEqual(['Hint: *what of none?*']);
  });

  it('QU35: hosts run hidden tests, and candidates learn how many passed', async () => {
    await load(aQuestion());
    await makeHost(ana);
    await show(ana);
    await click('For hosts');
    expect(text()).toContain('How many of the hidden tests passed');
    await click('Run hidden tests');
    await settle();
    ana.runner.answer(0, 3);
    await settle();
    expect(text()).toContain('Hidden tests: 1 of 1 passed');
    await show(bo);
    const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
    await done(() =>
      tabs
        .filter(({ textContent }) => textContent === 'Tests')
        .at(-1)
        ?.click()
    );
    expect(texts('.jpi-Tests-hidden strong').at(-1)).toBe('Hidden tests: 1 of 1 passed');
  });

  it('QU46: test code says to hosts what failed and where, and is shown to them', async () => {
    const test = aCase('any order', {
      action: { kind: 'outside', file: 'test_sum.py', test: 'test_any_order' }
    });
    const outside = { 'test_sum.py': 'async def test_any_order(): ...' };
    await load(aQuestion(), aSide({ cases: jsonOf([test]), outside }));
    await makeHost(ana);
    await show(ana);
    await click('For hosts');
    expect(texts('.jpi-Test-name')).toEqual(['any order']);
    expect(texts('details pre')).toContain(outside['test_sum.py']);
    await click('Run hidden tests');
    await settle();
    expect(ana.runner.request?.code).not.toContain('test_any_order');
    ana.runner.request?.onCase?.({ type: 'case', index: 0 });
    const { request } = ana.runner.second ?? {};
    expect(request?.code).toBe(outside['test_sum.py']);
    const json = JSON.stringify({ kind: 'failed', message: '3 == 4 does not hold', line: 7 });
    request?.onCase?.({ type: 'case', index: 0 });
    request?.onCase?.({ type: 'answer', index: 0, json, ms: 4 });
    await settle();
    expect(text()).toContain('Hidden tests: 0 of 1 passed');
    expect(text()).toContain('test_sum.py:7: 3 == 4 does not hold');
    expect(texts('.jpi-Case dt')).toEqual(['test code']);
    expect(texts('.jpi-Case dd')).toEqual(['test_sum.py: test_any_order']);
  });
});

describe('an earlier text', () => {
  const AT = '7:1790000000000000';
  const moment: IMoment = {
    at: AT,
    time: '2026-09-21T13:33:20.000Z',
    kind: 'run',
    number: 3,
    user: { id: 'p-bo', name: 'Bo', color: '#0072b2' }
  };

  beforeEach(async () => {
    await load(aQuestion());
    await makeHost(ana);
    [ana, bo].forEach(({ api }) => {
      api.moments = () => Promise.resolve([moment]);
      api.textsAt = () =>
        Promise.resolve({
          at: AT,
          time: moment.time,
          files: [
            { id: 'code:python', name: 'solution.py', language: 'python', text: 'then = 1\n' }
          ],
          shown: 'code:python'
        });
    });
  });

  it('QU49: hosts choose it, and the results say which it was', async () => {
    await show(ana);
    await click('For hosts');
    const choice = document.querySelector('select');
    expect(choice?.labels[0].textContent).toContain('Run on');
    const names = [...(choice?.options ?? [])].map(({ text: name }) => name);
    expect(names[0]).toBe('The text as it is now');
    expect(names[1]).toMatch(/^Run 3, .*, Bo$/);
    await done(() => {
      choice!.value = AT;
      choice!.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await click('Run hidden tests');
    await settle();
    expect(ana.runner.request?.code).toBe('then = 1\n');
    ana.runner.answer(0, 3);
    await settle();
    expect(texts('.jpi-Tests-then')[0]).toMatch(/^on the text of .* \(run 3\)$/);
    await done(() => {
      choice!.value = '';
      choice!.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await click('Run hidden tests');
    await settle();
    ana.runner.answer(0, 3);
    await settle();
    expect(texts('.jpi-Tests-then')).toEqual([]);
  });

  it('QU49: nobody else has the choice', async () => {
    await show(bo);
    await click('Tests');
    expect(document.querySelector('select')).toBeNull();
  });
});

function expected(value: string): object {
  return { value, comparison: { way: 'equal', relative: 0, absolute: 0 } };
}
