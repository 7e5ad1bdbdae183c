/** QU50: what the guest page loads before it shows anything, and what only when it is wanted. */
import { tmpdir } from 'node:os';
import { beforeAll, expect, it } from 'vitest';
import { buildScript, firstOf } from '../guest-build/script.mjs';

const SOURCE = 'labextension/src/';

/** Of the questions, what says whether there is one, and what buttons of the panel ask of it. */
const QUESTIONS_AT_FIRST = [
  'known-results.ts',
  'late-bank-choice.tsx',
  'late-questions.tsx',
  'markdown.ts',
  'question-desk.ts',
  'question-view.ts',
  'test-keys.tsx',
  'test-words.ts',
  'use-moments.ts'
];

/** Of the notes, what hosts' keys ask and what fetches the rest. */
const NOTES_AT_FIRST = ['late-notes.tsx'];

/** Each has its own import, by whoever wants it. */
const LATE = [
  'features/class/',
  'features/editor/completion.ts',
  'features/editor/emacs-keys.ts',
  'features/editor/vim-keys.ts',
  'features/look-back/look-back.tsx',
  'features/notes/debrief.tsx',
  'features/notes/notes-drawer.tsx',
  'features/notes/rubric-words.ts',
  'features/output/safe-html.ts',
  'features/questions/bank-choice.tsx',
  'features/questions/question-panel.tsx',
  'features/questions/questions-dialog.tsx',
  'playback/',
  'recording/parts.ts',
  'recording/text-at.ts',
  'features/signals/signals-dialog.tsx',
  'runner/cases/exchange.ts',
  'runner/cases/outside.ts',
  'runner/cases/run-cases.ts',
  'shells/guest/draw-formula.tsx',
  'shells/guest/markdown-text.tsx'
].map(path => SOURCE + path);

/** And what they bring. */
const LATE_PACKAGES = [
  '@codemirror/lang-javascript',
  '@codemirror/lang-python',
  '@codemirror/merge',
  '@lezer/generator',
  '@replit/codemirror-emacs',
  '@replit/codemirror-vim',
  'htmlparser2',
  'markdown-to-jsx',
  'temml'
].map(name => `node_modules/${name}/`);

let all: string[];
let first: string[];

beforeAll(async () => {
  const { metafile } = await buildScript({ write: false, outdir: tmpdir() });
  const { entry, preload } = firstOf(metafile);
  all = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  first = [entry, ...preload].flatMap(path => Object.keys(metafile.outputs[path].inputs));
});

const within = (paths: readonly string[], part: string): string[] =>
  paths.filter(path => path.startsWith(part));

it('QU50: it begins with the editor and the panel', () => {
  expect(within(first, `${SOURCE}features/panel/interview-panel.tsx`)).toHaveLength(1);
  expect(within(first, 'node_modules/@codemirror/view/')).not.toEqual([]);
});

it('QU50: of the questions it begins with what asks for the rest', () => {
  const folder = `${SOURCE}features/questions/`;
  const names = within(first, folder).map(path => path.slice(folder.length));
  expect(names.filter(name => !QUESTIONS_AT_FIRST.includes(name))).toEqual([]);
});

it('NS13: of the notes it begins with what fetches the rest for hosts', () => {
  const folder = `${SOURCE}features/notes/`;
  const names = within(first, folder).map(path => path.slice(folder.length));
  expect(names).toEqual(NOTES_AT_FIRST);
});

it.each(LATE)('QU50, LB22: %s comes when it is wanted', part => {
  expect(within(first, part)).toEqual([]);
});

it.each(LATE_PACKAGES)('QU50: %s comes with what wants it', part => {
  expect(within(first, part)).toEqual([]);
});

it('QU50: what comes late is in the build, but for a class and a generator of parsers', () => {
  const missing = [...LATE, ...LATE_PACKAGES].filter(part => within(all, part).length === 0);
  expect(missing).toEqual([`${SOURCE}features/class/`, 'node_modules/@lezer/generator/']);
});
