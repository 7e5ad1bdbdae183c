/** SG13: what is noted in an interview of this browser, by the same rules as with a server. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LockTable } from '../../../tests/lock-table';
import { ScriptedRunner } from '../../../tests/scripted-runner';
import type { IInterviewModel } from '../../model/interview';
import type { IHome } from '../home';
import { openInterview } from '../open';
import { LocalDatabase } from './database';
import { localHome } from './home';
import { begin } from './replay';

const FOREIGN = 'def somebody_elses(words):\n    return sorted(words, key=len)\n';

let table: LockTable;
let models: IInterviewModel[];

beforeEach(() => {
  table = new LockTable();
  models = [];
  vi.stubGlobal('indexedDB', new IDBFactory());
});

afterEach(() => {
  models.forEach(model => model.dispose());
  vi.unstubAllGlobals();
});

function home(): IHome {
  const kept = new Map<string, string>();
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  };
  return localHome({ link: id => `here#${id}`, questions: '', memory, locks: table.locks });
}

async function open(sessionId: string, userName: string): Promise<IInterviewModel> {
  const createRunner = () => new ScriptedRunner();
  const model = await openInterview({ home: home(), sessionId, userName, createRunner });
  models.push(model);
  await until(() => model.document.ready);
  return model;
}

const until = (wanted: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(wanted()).toBe(true), { timeout: 5000, interval: 5 });

it('SG13: what came at once is noted, answered, kept, and told to other tabs', async () => {
  const { id } = await home().api.create({ language: 'python', aiSentence: ' Tell us ' });
  const [ada, bo] = [await open(id, 'Ada'), await open(id, 'Bo')];
  expect(ada.session.settings.aiSentence).toBe('Tell us');
  const { shown } = ada.document;
  const before = shown.text.toJSON();
  shown.shared.updateSource(0, 0, FOREIGN);
  ada.signals.came({ how: 'paste', file: shown.file, text: FOREIGN, before });
  await until(() => bo.signals.listed.length === 1);
  expect([ada.signals.own.length, bo.signals.own.length]).toEqual([1, 0]);
  const [noted] = ada.signals.own;
  expect([noted.source, noted.characters, noted.user.name]).toEqual([
    'outside',
    FOREIGN.length,
    'Ada'
  ]);
  await expect(bo.signals.answer(noted.id, 'Not mine', false)).rejects.toThrow('Nothing was noted');
  await ada.signals.answer(noted.id, ' My own notes ', true);
  await until(() => bo.signals.listed[0].answer !== null);
  expect(bo.signals.listed[0].answer).toMatchObject({ text: 'My own notes', fromAi: true });
  const later = await open(id, 'Cy');
  expect(later.signals.listed).toEqual(bo.signals.listed);
  const { record, entries } = await new LocalDatabase().read(id, 0);
  expect(begin(record).session.settings.aiSentence).toBe('Tell us');
  const kinds = entries.flatMap(entry => ('event' in entry ? entry.event.type : []));
  expect(kinds).toEqual(expect.arrayContaining(['SignalNoted', 'SignalAnswered']));
});

it('SG13: it can be turned off, and nobody is noted as away', async () => {
  const { api } = home();
  const { id } = await api.create({ language: 'python' });
  const ada = await open(id, 'Ada');
  expect([ada.session.canSet('noteInserts'), ada.session.canSet('noteAway')]).toEqual([
    true,
    false
  ]);
  await expect(api.update(id, { noteAway: true })).rejects.toThrow('server');
  await expect(api.update(id, { aiSentence: 'x'.repeat(301) })).rejects.toThrow('300');
  await ada.session.set({ noteInserts: false, ai: 'none' });
  const { shown } = ada.document;
  shown.shared.updateSource(0, 0, FOREIGN);
  ada.signals.came({ how: 'paste', file: shown.file, text: FOREIGN, before: '' });
  await until(() => ada.document.saved === 'saved');
  expect(ada.signals.listed).toEqual([]);
  expect(ada.signals.news).toEqual(['ai', 'noteInserts']);
});
