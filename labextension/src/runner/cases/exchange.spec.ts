import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunLanguage } from '../types';
import type { Names } from './case';
import { Exchange, calledNames } from './exchange';
import { readTested } from './outside';

interface IStep {
  from: 'tests' | 'program';
  says?: unknown;
  text?: string;
  to: 'tests' | 'program' | null;
  told?: unknown;
}

interface IRow {
  title: string;
  tests: RunLanguage;
  program: RunLanguage;
  names: Names;
  steps: IStep[];
}

const TABLE = JSON.parse(readFileSync('tests/corpus/exchanges.json', 'utf8')) as IRow[];

const call = (id: number): string =>
  JSON.stringify({ id, do: 'call', on: null, name: 'f', args: [] });
const answer = (id: number): string => JSON.stringify({ id, outcome: { value: 1 } });
const fault = (message: string): object => ({ raised: { classes: ['fault'], message } });

describe('what test code and a program say to each other', () => {
  it.each(TABLE)('QU47: becomes what the table says: $title', row => {
    const exchange = new Exchange(row.tests, row.program, row.names);
    for (const step of row.steps) {
      const text = step.text ?? JSON.stringify(step.says);
      const post = step.from === 'tests' ? exchange.ofTests(text) : exchange.ofProgram(text);
      const found = post && { to: post.to, told: JSON.parse(post.json) as unknown };
      expect(found).toEqual(step.to === null ? null : { to: step.to, told: step.told });
    }
  });

  it('QU47: is counted', () => {
    const exchange = new Exchange('python', 'python', {});
    const outcome = (id: number): unknown =>
      (JSON.parse(exchange.ofTests(call(id))?.json ?? '{}') as { outcome?: unknown }).outcome;
    for (let id = 0; id < 256; id++) {
      expect(exchange.ofTests(call(id))?.to).toBe('program');
    }
    expect(outcome(256)).toEqual(fault('More than 256 calls at once.'));
    for (let id = 0; id < 256; id++) {
      exchange.ofProgram(answer(id));
    }
    for (let id = 257; id < 5000; id++) {
      exchange.ofTests(call(id));
      exchange.ofProgram(answer(id));
    }
    expect(outcome(5000)).toEqual(fault('More than 5000 calls.'));
    exchange.beginTest();
    expect(exchange.ofTests(call(5001))?.to).toBe('program');
    expect(exchange.isWorn).toBe(false);
    for (let count = 0; count < 20_000; count++) {
      exchange.ofProgram('{}');
    }
    expect(exchange.isWorn).toBe(true);
  });

  it('QU47: does not let a program call the functions of a test without end', () => {
    const exchange = new Exchange('python', 'python', {});
    const posts = Array.from({ length: 257 }, (_, number) =>
      exchange.ofProgram(JSON.stringify({ callback: 0, call: number, args: [] }))
    );
    expect(posts.slice(0, -1).every(post => post?.to === 'tests')).toBe(true);
    expect(posts.at(-1)?.to).toBe('program');
    expect(posts.at(-1)?.json).toContain('called too often');
    expect(exchange.ofProgram(' '.repeat(200_000))).toBeNull();
  });

  it('QU47: is worn by long messages, too', () => {
    const exchange = new Exchange('python', 'python', {});
    for (let count = 0; count < 64; count++) {
      exchange.ofProgram(' '.repeat(128 * 1024));
    }
    expect(exchange.isWorn).toBe(false);
    exchange.ofTests(' ');
    expect(exchange.isWorn).toBe(true);
    expect(exchange.isFlood).toBe(false);
  });

  it('QU45: asks a program in JavaScript for the names in the text', () => {
    const exchange = new Exchange('python', 'javascript', {});
    const text = 'await solution.run_pool(1); solution . LIMIT; solution.run_pool';
    expect(calledNames(text, exchange)).toEqual(['runPool', 'LIMIT']);
  });
});

describe('the results of test code', () => {
  it.each([
    ['passed', 'passed', '', ''],
    ['failed', 'failed', 'test_x.py:3: no', ''],
    ['raised', 'error', 'The program raised this in test_x.py:3.', 'no'],
    ['broken', 'error', 'test_x.py:3: the test itself went wrong: no', ''],
    ['fine', 'error', 'The test code gave no result.', '']
  ])('QU46: of the kind %s are verdicts', (kind, status, message, got) => {
    const json = JSON.stringify({ kind, message: 'no', line: 3 });
    expect(readTested(json, 'test_x.py')).toEqual({ status, expected: '', got, message });
  });
});
