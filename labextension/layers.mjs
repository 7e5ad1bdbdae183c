// Which part of src may import which other, for the linter. docs/SYSTEM_DESIGN.md says what each part
// owns. A part that is not named here fails the lint: give it a line of its own.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(import.meta.dirname, 'src');

// What the sandbox shows of itself to the panel.
const RUNNER = [
  'runner/cases/case.ts',
  'runner/cases/compare.ts',
  'runner/cases/points.ts',
  'runner/cases/shown.ts',
  'runner/cases/values.ts',
  'runner/limits.ts',
  'runner/output-ends.ts',
  'runner/program-files.ts',
  'runner/runner.ts',
  'runner/types.ts',
  'runner/utf8.ts'
];
const BASE = ['contract', 'model/clock.ts', 'model/slice.ts'];
const FEATURE = [
  'contract',
  'model',
  ...RUNNER,
  'ui',
  'features/languages.ts',
  'features/sentences.ts',
  'features/typing.ts',
  'features/use-activity.ts',
  'features/use-interview.ts',
  'features/wording.ts'
];

const MAY_IMPORT = {
  contract: [],
  runner: ['contract/generated-languages.ts'],
  ui: [],
  locale: [],
  'model/clock.ts': [],
  'model/coalesced.ts': [],
  'model/slice.ts': ['model/coalesced.ts'],
  'model/spreadsheet.ts': [],
  'model/notices.ts': ['model/slice.ts'],
  'model/ports.ts': ['contract', 'runner/runner.ts', 'runner/types.ts'],
  'model/files': BASE,
  'model/offline': BASE,
  'model/document': [...BASE, ...RUNNER, 'model/offline'],
  'model/people': [...BASE, 'model/ports.ts'],
  'model/runs': [...BASE, ...RUNNER, 'model/offline', 'model/ports.ts'],
  'model/questions': [...BASE, ...RUNNER, 'model/offline', 'model/ports.ts', 'model/runs'],
  'model/signals': [...BASE, 'model/ports.ts'],
  'model/session': [...BASE, 'model/ports.ts'],
  'model/interview*.ts': ['contract', 'model', ...RUNNER],
  session: ['contract', 'model/people/names.ts', 'model/ports.ts', ...RUNNER],
  recording: ['contract', 'session', 'model/ports.ts', 'model/runs/program.ts', ...RUNNER],
  playback: [
    'contract',
    'recording/recording.ts',
    'recording/text-at.ts',
    'runner/types.ts',
    'session/folder.ts'
  ],
  'backends/*.ts': ['contract', 'model'],
  'backends/server': ['contract', 'model', 'backends/home.ts', 'backends/observed-connection.ts'],
  'backends/local': [
    'contract',
    'model',
    'session',
    'recording',
    ...RUNNER,
    'backends/home.ts',
    'backends/observed-connection.ts'
  ],
  'features/*.ts': FEATURE,
  'features/arrivals': FEATURE,
  'features/attach': FEATURE,
  'features/class': [
    ...FEATURE,
    'features/message',
    'features/questions/bank-choice.tsx',
    'features/share/only-here.ts'
  ],
  'features/copies': FEATURE,
  'features/editor': FEATURE,
  'features/files': FEATURE,
  'features/look-back': [
    ...FEATURE,
    'playback',
    'recording/parts.ts',
    'recording/text-at.ts',
    'features/editor/code-positions.ts',
    'features/editor/editor-backend.ts',
    'features/editor/line-endings.ts',
    'features/output',
    'features/signals/signal-words.ts'
  ],
  'features/message': FEATURE,
  'features/notes': [
    ...FEATURE,
    'features/look-back/moment-time.tsx',
    'features/questions/markdown.ts'
  ],
  'features/output': [...FEATURE, 'features/editor/code-positions.ts'],
  'features/people': FEATURE,
  'features/sessions': [
    ...FEATURE,
    'features/arrivals/arrival-words.ts',
    'features/files/read-files.ts',
    'features/questions/late-bank-choice.tsx',
    'features/share/invite-actions.ts',
    'features/signals/ai-options.ts'
  ],
  'features/questions': [
    ...FEATURE,
    'features/editor/code-positions.ts',
    'features/output/run-error.tsx',
    'features/output/terminal.ts'
  ],
  'features/share': FEATURE,
  'features/signals': FEATURE,
  'features/panel': [...FEATURE, 'features'],
  'shells/formulas.ts': [],
  'shells/page-editor.ts': [
    'contract',
    'features/editor/editor-backend.ts',
    'features/editor/editor-mode.ts',
    'features/editor/editor-settings.ts'
  ],
  'shells/lent-runner.ts': ['runner'],
  'shells/page-runner.ts': ['runner'],
  'shells/lab': [
    'contract',
    'model',
    'backends',
    'features',
    'locale',
    'ui',
    'shells/formulas.ts',
    'shells/lent-runner.ts',
    'shells/page-runner.ts'
  ],
  'shells/guest': [
    'contract',
    'model',
    'backends',
    'features',
    'locale',
    'ui',
    'shells/formulas.ts',
    'shells/page-editor.ts',
    'shells/page-runner.ts'
  ],
  'shells/file': [
    'contract',
    'features/editor/editor-backend.ts',
    'features/editor/editor-settings.ts',
    'features/look-back/look-back.tsx',
    'locale',
    'ui',
    'shells/page-editor.ts'
  ],
  'shells/widget': ['contract', 'model', 'features', 'ui', 'shells/lab'],
  'index.ts': ['shells']
};

const DIVIDED = ['model', 'backends', 'features', 'shells'];
const folders = readdirSync(SOURCE).flatMap(name =>
  DIVIDED.includes(name)
    ? readdirSync(join(SOURCE, name), { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(entry => `${name}/${entry.name}`)
    : name
);
const unnamed = folders.filter(name => !/\.md$/.test(name) && !(name in MAY_IMPORT));
if (unnamed.length > 0) {
  throw new Error(`labextension/layers.mjs does not say what may be imported by ${unnamed}`);
}

const named = Object.values(MAY_IMPORT).flat();
const missing = named.filter(path => !existsSync(join(SOURCE, path)));
if (missing.length > 0) {
  throw new Error(`labextension/layers.mjs names what is not there: ${missing}`);
}

/** For the rule `no-restricted-paths`: everything in src is forbidden but what is named. */
export const zones = Object.entries(MAY_IMPORT).map(([part, others]) => ({
  target: join(SOURCE, part),
  from: SOURCE,
  except: [...new Set([...(part.includes('*') ? siblingsOf(part) : [part]), ...others])].map(
    path => `./${path}`
  ),
  message: `labextension/layers.mjs does not let ${part} import this.`
}));

/** Packages that draw, or that are an application: not for what has to work without them. */
export const drawing = ['react', 'react-dom', '@lumino/widgets', '@jupyterlab/*'];

function siblingsOf(part) {
  const [folder, pattern] = part.split('/');
  const begin = pattern.slice(0, pattern.indexOf('*'));
  return readdirSync(join(SOURCE, folder))
    .filter(name => name.startsWith(begin) && name.endsWith('.ts'))
    .map(name => `${folder}/${name}`);
}
