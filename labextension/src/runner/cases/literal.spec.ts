import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunLanguage } from '../types';
import { literal } from './literal';

interface IRow {
  language: RunLanguage;
  text: string;
  value?: unknown;
  none?: true;
}

const TABLE = JSON.parse(readFileSync('tests/corpus/literals.json', 'utf8')) as IRow[];

describe('what is expected, as a literal', () => {
  it.each(TABLE)('QU42: is read as the table says: $language, $text', row => {
    const found = literal(row.text, row.language);
    expect(found).toEqual(row.none ? null : { kind: 'given', value: row.value, args: null });
  });

  it('QU42: is none where it lies too deep', () => {
    expect(literal('['.repeat(900) + ']'.repeat(900), 'python')).toBeNull();
  });
});
