import { describe, expect, it } from 'vitest';
import names from '../../../tests/corpus/file-names.json';
import { filesFault, isFileName, programFiles } from './program-files';
import type { IRunRequest } from './types';

const request = (more: Partial<IRunRequest>): IRunRequest => ({
  language: 'python',
  code: 'print(1)',
  onOutput: () => undefined,
  ...more
});

describe('RU19: the names of files', () => {
  it.each(names.allowed)('%j is one', name => {
    expect(isFileName(name)).toBe(true);
  });

  it.each(names.refused)('%j is none', name => {
    expect(isFileName(name)).toBe(false);
  });
});

describe('the files of a program', () => {
  it('RU19: are none for a program that is one file', () => {
    expect(programFiles(request({}))).toEqual({ name: 'solution.py', files: null });
    expect(filesFault(request({ code: 'x'.repeat(300 * 1024) }))).toBeNull();
  });

  it('RU19: may have the one that is run among them, whose text is the code', () => {
    const files = [
      { name: 'main.py', text: 'old' },
      { name: 'utils.py', text: 'x = 1' }
    ];
    expect(programFiles(request({ name: 'main.py', files }))).toEqual({
      name: 'main.py',
      files: [{ name: 'utils.py', text: 'x = 1' }]
    });
    expect(filesFault(request({ name: 'main.py', files }))).toBeNull();
  });

  it('RU28: are bounded in number and size', () => {
    const many = Array.from({ length: 19 }, (_, index) => ({ name: `${index}.txt`, text: '' }));
    expect(filesFault(request({ files: many }))).toBeNull();
    expect(filesFault(request({ files: [...many, { name: 'last', text: '' }] }))).toContain('20');
    const text = 'x'.repeat(256 * 1024 - 'print(1)'.length);
    expect(filesFault(request({ files: [{ name: 'a', text }] }))).toBeNull();
    expect(filesFault(request({ files: [{ name: 'a', text: `${text}x` }] }))).toContain('256 KiB');
  });
});
