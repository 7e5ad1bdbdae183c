// @vitest-environment jsdom
/** QU36: where hosts choose, order and write questions. */
import * as React from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { click, done, draw, fill, find, get, isDisabled, texts } from '../../../tests/draw';
import { become, join, type IParticipant } from '../../../tests/participant';
import { aListed, aQuestion, aSide } from '../../../tests/questions';
import { HOST, Relay } from '../../../tests/relay';
import type {
  IListedQuestion,
  IQuestion,
  IStarterPlace,
  QuestionSource
} from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import { InterviewProvider } from '../use-interview';
import type { IQuestionDesk } from './question-desk';
import { QuestionsDialog } from './questions-dialog';

const [ADD_UP, SHELF, POOL] = ['Add up', 'Shelf labels', 'A pool of promises'];
const OWN = 'My own';
const SEATS = 'Seats together';
const BANK = [
  aListed(),
  aListed({ name: 'shelf', title: SHELF, kind: 'sql', level: 'senior', minutes: 40 }),
  aListed({ name: 'promises', title: POOL, tags: ['async'] })
];

let relay: Relay;
let ana: IParticipant;
let asked: [QuestionSource, IStarterPlace | undefined][];
let loaded: IQuestion[];
let closed: number;
let banks: IListedQuestion[];

let kept: string[];
let keeping: () => Promise<IListedQuestion>;
let keeps: string | undefined;
let uploads: string[] | undefined;
/** The sizes of what was uploaded. */
let zips: number[];
let statement: string;
/** What is wrong with what is uploaded. */
let troubles: string[];
let redraw: Awaited<ReturnType<typeof draw>>;

const desk: IQuestionDesk = {
  list: () => Promise.resolve({ questions: banks, problems: ['team/x: no title'], keeps, uploads }),
  look: () =>
    Promise.resolve({ question: aQuestion({ id: '', statement }), side: aSide({ question: '' }) }),
  load: (source, place) => {
    asked.push([source, place]);
    return place?.into === undefined
      ? Promise.reject(new InterviewError('There is a text.', 'not_empty', 409))
      : Promise.resolve(aQuestion());
  },
  keep: null,
  keepInBank: id => {
    kept.push(id);
    return keeping();
  },
  upload: (bank, zip) => {
    if (zip.size === 0) {
      return Promise.reject(new InterviewError('This is no zip.', 'invalid_field', 400));
    }
    zips.push(zip.size);
    uploads = [...new Set([...(uploads ?? []), bank])];
    banks = [...BANK, aListed({ bank, name: 'own', title: OWN })];
    return Promise.resolve({ questions: banks.slice(BANK.length), problems: troubles });
  },
  removeBank: bank => {
    uploads = uploads?.filter(one => one !== bank);
    banks = BANK;
    return Promise.resolve();
  }
};

function Text({ text }: { text: string }): JSX.Element {
  return <p>{text}</p>;
}

const settle = (): Promise<void> =>
  done(async () => {
    await relay.settled();
    await new Promise(resolve => requestAnimationFrame(resolve));
    await new Promise(resolve => requestAnimationFrame(resolve));
  });

const entries = (): string[] => texts('.jpi-Bank-title');

beforeEach(async () => {
  relay = new Relay();
  ana = join(relay, 'Ana');
  relay.settle();
  become(relay, ana, 'interviewer');
  [asked, loaded, closed] = [[], [], 0];
  banks = BANK;
  uploads = undefined;
  [zips, troubles] = [[], []];
  statement = 'The first version.';
  [kept, keeps, keeping] = [[], undefined, () => Promise.resolve(aListed({ bank: 'team' }))];
  redraw = await draw(dialog('first'));
  await settle();
});

/** The dialog, and another one in its place with another key. */
const dialog = (key: string): JSX.Element => (
  <InterviewProvider key={key} value={ana.model}>
    <QuestionsDialog
      desk={desk}
      markdown={Text}
      onLoaded={question => loaded.push(question)}
      onClose={() => closed++}
    />
  </InterviewProvider>
);

/** Chooses a zip to be uploaded. */
const choose = async (name: string, content: string): Promise<void> => {
  const input = document.querySelector<HTMLInputElement>('.jpi-OwnBanks input[type="file"]');
  const file = new File([content], name);
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await done(() => input?.dispatchEvent(new Event('change', { bubbles: true })));
  await settle();
};

it('QU23: a bank of one’s own is uploaded as a zip, and removed after a question', async () => {
  expect(document.querySelector('.jpi-OwnBanks')).toBeNull();
  uploads = [];
  await redraw(dialog('second'));
  await settle();
  await choose('Übungen, Teil (2).zip', '');
  expect(texts('.jpi-OwnBanks .jpi-Notice')).toEqual(['This is no zip.']);
  await choose('Übungen, Teil (2).zip', 'zip');
  expect(uploads).toEqual(['ubungen-teil-2']);
  expect(texts('.jpi-OwnBanks [role="status"]')[0]).toContain('ubungen-teil-2');
  expect(entries()).toContain(OWN);
  expect(texts('.jpi-OwnBanks-problems li')).toEqual([]);
  troubles = ['ubungen-teil-2/own: no license'];
  await choose('Übungen, Teil (2).zip', 'zip');
  await click('Replace');
  await settle();
  expect(texts('.jpi-OwnBanks-problems li')).toEqual(troubles);
  await click('Remove your bank ubungen-teil-2');
  expect(uploads).toHaveLength(1);
  await click('Remove');
  await settle();
  expect(uploads).toEqual([]);
  expect(entries()).not.toContain(OWN);
  expect(texts('.jpi-OwnBanks-problems li')).toEqual([]);
});

it('QU23: a zip takes the place of a bank only after a question, whatever letters its file is named in', async () => {
  uploads = [];
  await redraw(dialog('second'));
  await settle();
  await choose('問題.zip', 'first');
  expect(zips).toEqual([5]);
  await choose('試験.zip', 'second');
  expect(zips).toEqual([5]);
  expect(document.body.textContent).toContain('試験.zip takes the place of the bank');
  await click('Cancel');
  await settle();
  expect(zips).toEqual([5]);
  await choose('試験.zip', 'second');
  await click('Replace');
  await settle();
  expect(zips).toEqual([5, 6]);
  expect(uploads).toEqual(['my-bank']);
});

it('QU23: what is chosen and read of a bank is that of the bank as it is now', async () => {
  [uploads, banks] = [[], BANK];
  await redraw(dialog('second'));
  await settle();
  await choose('mine.zip', 'zip');
  await fill('combobox', 'Bank', 'mine');
  await done(() => document.querySelector<HTMLElement>('.jpi-Bank-entry')?.click());
  statement = 'The second version.';
  await choose('mine.zip', 'again');
  await click('Replace');
  await settle();
  expect(texts('.jpi-Bank-entry[aria-pressed="true"] .jpi-Bank-title')).toEqual([OWN]);
  expect(texts('.jpi-Bank-preview')[0]).toContain('The second version.');
  await click('Remove your bank mine');
  await click('Remove');
  await settle();
  expect(document.querySelector('.jpi-Bank-preview')).toBeNull();
  expect(find('combobox', 'Bank')).toBeNull();
  expect(entries()).toEqual([ADD_UP, SHELF, POOL]);
});

it('QU36: questions are found by words, kind, level, time and tag', async () => {
  expect(entries()).toEqual(['Add up', 'Shelf labels', 'A pool of promises']);
  await fill('textbox', 'Find', 'POOL of');
  expect(entries()).toEqual(['A pool of promises']);
  await fill('textbox', 'Find', '');
  await fill('combobox', 'Kind', 'sql');
  expect(entries()).toEqual(['Shelf labels']);
  await fill('combobox', 'Kind', '');
  await fill('combobox', 'Time at most', '20');
  await fill('combobox', 'Level', 'junior');
  await fill('combobox', 'Tag', 'sums');
  expect(entries()).toEqual(['Add up']);
  expect(texts('.jpi-Bank-list [role="status"]')).toEqual(['1 question found']);
  expect(texts('.jpi-Bank-problems li')).toEqual(['team/x: no title']);
});

it('QU60: where there are several banks, each question says from which one it is, and one can be chosen', async () => {
  expect(texts('.jpi-Bank-entry').filter(text => text.includes('bank'))).toEqual([]);
  expect(find('combobox', 'Bank')).toBeNull();
  banks = [BANK[0], aListed({ name: 'seats', title: SEATS, bank: 'ours' })];
  await click('Write one');
  await click('Banks');
  await settle();
  const said = texts('.jpi-Bank-entry').map(text => text.split(' · ').at(-1));
  expect(said).toEqual(['bank starter', 'bank ours']);
  await fill('combobox', 'Bank', 'ours');
  expect(entries()).toEqual([SEATS]);
});

it('says how many tests a question has, and nothing of the tests of one without', async () => {
  const title = 'Review';
  banks = [BANK[0], aListed({ name: 'review', title, visible: 0, hidden: 0 })];
  await click('Write one');
  await click('Banks');
  await settle();
  const said = texts('.jpi-Bank-entry').map(text => text.split(' · ').at(-1));
  expect(said).toEqual(['2 visible and 1 hidden tests', 'Python, JavaScript']);
});

it('QU36: a text in the way is asked about, and nothing happens before', async () => {
  await click(
    'Add upalgorithm · junior · 15 minutes · Python, JavaScript · 2 visible and 1 hidden tests'
  );
  await settle();
  expect(document.body.textContent).toContain('beyond 2 to the 53');
  await fill('combobox', 'Language', 'javascript');
  await click('Load “Add up”');
  await settle();
  const place = { language: 'javascript' };
  expect(asked).toEqual([[{ bank: 'starter', name: 'add-up' }, place]]);
  expect(document.activeElement?.textContent).toBe('Into a new file');
  await click('Cancel');
  expect(find('button', 'Into a new file')).toBeNull();
  await click('Load “Add up”');
  await settle();
  await click('Below it');
  await settle();
  expect(asked.at(-1)?.[1]).toEqual({ ...place, into: 'below' });
  expect([loaded.length, closed]).toEqual([1, 1]);
});

it('QU36: what is in the interview is put in order and taken out, which is asked first', async () => {
  for (const [number, title] of ['Add up', 'Shelf labels'].entries()) {
    const question = aQuestion({ title, digest: String(number).repeat(64) });
    expect(relay.perform(HOST, { type: 'LoadQuestion', question, side: aSide() })).toBeNull();
  }
  await settle();
  await click('In this interview 2');
  const titles = (): string[] => texts('.jpi-Listed-title');
  expect(titles()).toEqual(['Add up bank starter', 'Shelf labels bank starter']);
  expect(isDisabled(get('button', 'Move “Add up” up'))).toBe(true);
  get('button', 'Move “Add up” down').focus();
  await click('Move “Add up” down');
  await settle();
  expect(titles()).toEqual(['Shelf labels bank starter', 'Add up bank starter']);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Move “Add up” down');
  await click('Remove “Add up”');
  await click('Remove');
  await settle();
  expect(titles()).toEqual(['Shelf labels bank starter']);
});

it('QU57: hosts see the commit of a question, and whether its files were others by then', async () => {
  const commits = { A: null, B: '0123456789abcdef', C: 'fedcba9876543210' };
  for (const [title, commit] of Object.entries(commits)) {
    const question = aQuestion({ title, commit, changed: title === 'C', digest: title });
    expect(relay.perform(HOST, { type: 'LoadQuestion', question, side: aSide() })).toBeNull();
  }
  await settle();
  await click('In this interview 3');
  expect(texts('.jpi-Listed-title')).toEqual([
    'A bank starter',
    'B bank starter · 0123456',
    'C bank starter · fedcba9 · changed since'
  ]);
});

it('QU36: a question is written, and what is wrong is told at its field', async () => {
  await click('Write one');
  await fill('textbox', 'Name of test 1', 'small ones');
  await fill('textbox', 'Function of test 1', 'add_up');
  await fill('textbox', 'Arguments of test 1', '1, 2');
  await fill('textbox', 'Returns of test 1', 'three');
  await click('Load into this interview');
  expect(texts('.jpi-Written-fault')).toEqual(['This is missing.', 'This is not JSON.']);
  expect(document.activeElement).toBe(get('textbox', 'Title'));
  await fill('textbox', 'Title', 'Add up');
  await fill('textbox', 'Returns of test 1', '3');
  await click('Load into this interview');
  await settle();
  const [source, place] = asked[0];
  expect(place).toEqual({ language: 'python' });
  expect(source).toEqual({
    written: {
      title: ADD_UP,
      statement: '',
      language: 'python',
      starter: '',
      cases: [{ name: 'small ones', call: 'add_up', args: [1, 2], returns: 3, hidden: false }]
    }
  });
  await click('Into a new file');
  await settle();
  expect(loaded).toHaveLength(1);
});

it('QU18: a host who is none any more keeps no private side on the screen', async () => {
  expect(closed).toBe(0);
  await done(() => become(relay, ana, 'candidate'));
  await settle();
  expect(closed).toBe(1);
});

describe('a question of the interview', () => {
  const KEEP = 'Keep “Add up” in the bank';

  const showListed = async (): Promise<void> => {
    relay.perform(HOST, { type: 'LoadQuestion', question: aQuestion(), side: aSide() });
    await settle();
    await done(() =>
      document
        .querySelectorAll<HTMLElement>('[role="dialog"] [role="tab"], dialog [role="tab"]')[1]
        .click()
    );
    await settle();
  };

  it('QU26: is kept in the bank that the server has for that', async () => {
    keeps = 'team';
    await showListed();
    await click(KEEP);
    expect(kept).toEqual([ana.model.questions.listed[0].id]);
    expect(texts('[role="status"]').join()).toContain('“Add up” is in the bank team now.');
  });

  it('QU26: says why it was not kept', async () => {
    keeps = 'team';
    const said = 'The bank team has a question add-up already; take another title.';
    keeping = () => Promise.reject(new InterviewError(said, 'invalid_field', 400));
    await showListed();
    await click(KEEP);
    expect(texts('[role="alert"]').join()).toContain(said);
  });

  it('QU26: stays where it is on a server that keeps none', async () => {
    await showListed();
    expect(find('button', 'Remove “Add up”')).not.toBeNull();
    expect(find('button', KEEP)).toBeNull();
  });
});
