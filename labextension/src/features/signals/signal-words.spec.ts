/** SG7, SG11, EX26: how things are called, which are the same for everybody and accuse nobody. */
import { nullTranslator } from '@jupyterlab/translation';
import { expect, it } from 'vitest';
import type { INoted } from '../../contract/protocol';
import told from '../../../../tests/corpus/noted-words.json';
import { aiSentence, notedSentence, recordLines, type IPolicy } from './policy-words';
import { signalDetail, signalSentence, type SaidSignal } from './signal-words';

const trans = nullTranslator.load('');
const NOTED: INoted = {
  id: 's-1',
  user: { id: 'p-bo', name: 'Bo', color: '#009e73' },
  kind: 'insert',
  how: 'paste',
  file: 'code:python',
  characters: 212,
  lines: 9,
  source: 'outside',
  seconds: 0,
  at: '2026-12-02T10:00:00.000Z',
  answer: null
};
const POLICY = { ai: 'unsaid', aiSentence: '', noteInserts: true, noteAway: false } as const;

it('SG11: what came says how much, and from where as far as that is known', () => {
  const said = (signal: Partial<INoted>) => signalSentence({ ...NOTED, ...signal }, trans);
  expect(said({})).toBe('212 characters came at once, from outside this interview');
  expect(said({ source: 'interview' })).toBe('212 characters came at once, from this interview');
  expect(said({ source: null })).toBe('212 characters came at once');
  const away = { kind: 'away', how: 'hidden', seconds: 12 } as const;
  expect(said(away)).toBe('The page was hidden for 12 seconds');
  expect(said({ ...away, how: 'unfocused' })).toBe('Another window had the keys for 12 seconds');
  expect(signalDetail(NOTED, 'solution.py', trans)).toBe('pasted, 9 lines, solution.py');
  expect(signalDetail({ ...NOTED, ...away }, null, trans)).toBe('');
});

it('EX26: reports, which the server writes, say the same of each example', () => {
  for (const { signal, file, sentence, detail } of told.signals) {
    expect(signalSentence(signal as SaidSignal, trans)).toBe(sentence);
    expect(signalDetail(signal as SaidSignal, file, trans)).toBe(detail);
  }
  for (const { policy, ai, noted } of told.policies) {
    expect(aiSentence(policy as IPolicy, trans)).toBe(ai);
    expect(notedSentence(policy as IPolicy, trans)).toBe(noted);
  }
});

it('SG11: every way has words of its own', () => {
  const ways = [
    'paste',
    'drop',
    'file',
    'undo',
    'redo',
    'completion',
    'restore',
    'dictation',
    'other'
  ];
  const said = ways.map(how => signalDetail({ ...NOTED, how } as INoted, null, trans));
  expect(new Set(said).size).toBe(ways.length);
});

it('SG7: four lines say what is recorded, who reads it, how long, and what is noted', () => {
  const target = { ...POLICY, invitedBy: 'Priya', keptDays: 30 };
  expect(recordLines(target, trans)).toEqual([
    'Recorded: what you type and run, with your name and the time.',
    'Read by: Priya and whoever else holds this interview, during it and afterwards.',
    'Kept: until they delete it, at most 30 days after its end.',
    notedSentence(POLICY, trans)
  ]);
  const [, read, kept] = recordLines({ ...target, invitedBy: null, keptDays: null }, trans);
  expect(read).toContain('the people who hold this interview');
  expect(kept).toBe('Kept: until they delete it.');
  const noted = [true, false].flatMap(noteInserts =>
    [true, false].map(noteAway => notedSentence({ noteInserts, noteAway }, trans))
  );
  expect(new Set(noted).size).toBe(4);
  expect(noted.at(-1)).toBe('Nothing else is noted.');
});

it('SG7: what is said of AI, with the sentence of the people who hold it', () => {
  expect(aiSentence(POLICY, trans)).toBe('');
  expect(aiSentence({ ...POLICY, ai: 'none' }, trans)).toContain('do not let it help');
  const sentence = 'Tell us what you ask it';
  expect(aiSentence({ ...POLICY, ai: 'own_tools', aiSentence: sentence }, trans)).toBe(
    `AI: you may use your own tools, and say aloud when you do. “${sentence}”`
  );
  expect(aiSentence({ ...POLICY, aiSentence: sentence }, trans)).toBe(`“${sentence}”`);
});
