import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nameIn, orderOf } from './case';
import type { ICase } from './case';
import { judge } from './judge';
import type { IVerdict } from './judge';
import { readOutcome } from './outcome';
import type { RunLanguage } from '../types';

interface IRow {
  case: ICase;
  language: RunLanguage;
  outcome: string;
  verdict: IVerdict;
}

const TABLE = JSON.parse(readFileSync('tests/corpus/verdicts.json', 'utf8')) as IRow[];

describe('judging cases', () => {
  it.each(TABLE.map((row, at) => ({ at, ...row })))(
    'QU10: judges as the table says: $at, $outcome',
    ({ case: given, language, outcome, verdict }) => {
      expect(judge(given, readOutcome(outcome), language)).toEqual(verdict);
    }
  );

  it('QU12: tells a worker what to call, and nothing of what is expected', () => {
    for (const { case: given, language } of TABLE) {
      const order = JSON.stringify(orderOf(given, 0, language, {}));
      expect(order).not.toMatch(/returns|raises|comparison|expected|points|rows|tables/);
    }
  });

  it.each([
    ['alone_minutes', 'python', 'alone_minutes'],
    ['alone_minutes', 'javascript', 'aloneMinutes'],
    ['_is_v2_of', 'typescript', '_isV2Of'],
    ['to_html', 'typescript', 'toHTML'],
    ['to_html', 'python', 'to_html']
  ] as const)('QU7: calls %s in %s %s', (name, language, called) => {
    expect(nameIn(language, name, { javascript: { to_html: 'toHTML' } })).toBe(called);
  });
});
