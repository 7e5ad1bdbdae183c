/**
 * TA10: the files that are taken away of an interview in this browser are the server's. It makes the
 * same of the same cases in `tests/readers/test_taken_away.py`.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { rootOf } from '../../../contract/files';
import type { SessionEvent } from '../../../contract/generated-events';
import type { ITaken, TakenForm } from '../../../model/ports';
import { blank } from '../../../session/interview';
import type { Entry } from '../database';
import { HERE } from '../policy';
import { accountOf, type IAccount } from './account';
import { EXPORTERS } from './exporters';

const SESSION = 'session-0001';

interface ICase {
  log: { atUs: number; by?: string; event: unknown }[];
  texts: Record<string, string>;
}

const FILE = resolve(import.meta.dirname, '../../../../../tests/corpus/taken-away.json');
const cases = JSON.parse(readFileSync(FILE, 'utf8')) as (ICase & {
  name: string;
  taken: Record<TakenForm, object>;
})[];

function entriesOf({ log, texts }: ICase): Entry[] {
  const document = new Y.Doc();
  Object.entries(texts).forEach(([id, text]) => document.getText(rootOf(id)).insert(0, text));
  const place = { session: SESSION, peer: 1 };
  const entries = log.map(({ atUs, by = null, event }, at) => {
    return { ...place, seq: at + 1, at: atUs / 1000, event: event as SessionEvent, by };
  });
  const update = Y.encodeStateAsUpdate(document);
  return [...entries, { ...place, seq: entries.length + 1, at: 0, update }];
}

const accountIn = (one: ICase, most?: number): IAccount =>
  accountOf(blank(SESSION, HERE), entriesOf(one), most);

async function told({ name, content }: ITaken): Promise<object> {
  const head = { name, kind: content.type };
  const bytes = new Uint8Array(await content.arrayBuffer());
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  switch (content.type) {
    case 'application/zip':
      return { ...head, ...unzipped(bytes) };
    case 'application/json':
      return { ...head, value: JSON.parse(text) as unknown };
    default:
      return { ...head, lines: text.split('\n') };
  }
}

/** By the directory at the end, as every program reads a zip. */
function unzipped(bytes: Uint8Array): { dates: number[][]; files: string[][] } {
  const view = new DataView(bytes.buffer);
  const text = (at: number, length: number): string =>
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, at + length));
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const dates = new Map<string, number[]>();
  const files: string[][] = [];
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    expect([view.getUint32(at, true), view.getUint16(at + 10, true)]).toEqual([0x02014b50, 0]);
    const [size, length] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true)];
    const local = view.getUint32(at + 42, true);
    expect(bytes.slice(local + 4, local + 30)).toEqual(bytes.slice(at + 6, at + 32));
    const name = text(at + 46, length);
    expect(text(local + 30, length)).toBe(name);
    const [time, date] = [view.getUint16(at + 12, true), view.getUint16(at + 14, true)];
    const day = [(date >> 9) + 1980, (date >> 5) & 15, date & 31];
    const clock = [time >> 11, (time >> 5) & 63, (time & 31) * 2];
    dates.set(String([...day, ...clock]), [...day, ...clock]);
    files.push([name, text(local + 30 + length, size)]);
    at += 46 + length;
  }
  expect(at).toBe(end);
  return { dates: [...dates.values()], files };
}

describe('TA10: what is taken away of an interview in this browser is what the server makes', () => {
  it.each(cases)('$name', async one => {
    const account = accountIn(one);
    const forms = Object.keys(EXPORTERS) as TakenForm[];
    const files = forms.map(async form => [form, await told(EXPORTERS[form](account))] as const);
    expect(Object.fromEntries(await Promise.all(files))).toEqual(one.taken);
  });
});

it('TA4, TA10: of many runs the newest are told whole', () => {
  const started = { type: 'RunStarted', user: null, language: 'python', source: 'reported' };
  const ended = { type: 'RunEnded', state: 'error', durationMs: null, truncated: false };
  const log = ['a', 'b', 'c'].flatMap(run => [
    { atUs: 0, event: { ...started, run } },
    { atUs: 0, event: { ...ended, run, error: run.repeat(600) } }
  ]);
  const { runs } = accountIn({ log, texts: {} }, 1000);
  expect(runs.map(({ error, truncated }) => [error?.length, truncated])).toEqual([
    [undefined, true],
    [undefined, true],
    [600, false]
  ]);
});
