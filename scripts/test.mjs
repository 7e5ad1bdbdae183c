// npm test: installs what is missing and runs everything. npm test -- lint, ts, python or ui runs
// that part alone, and what follows goes to its tool: npm test -- python -k invite
import { browser } from './lib/browser.mjs';
import { STEPS, prepare } from './lib/environment.mjs';
import { Failure } from './lib/failure.mjs';
import { main } from './lib/main.mjs';
import { inRoot, inVenv, root } from './lib/paths.mjs';
import { show } from './lib/processes.mjs';
import { Progress } from './lib/progress.mjs';

const python = (...args) => [inVenv('python'), '-m', ...args];
const PARTS = {
  lint: {
    title: 'Lint: the hooks of .pre-commit-config.yaml',
    command: python('pre_commit', 'run', '--all-files'),
    // A checkout that belongs to somebody else (a container's volume, say) is still ours to read.
    env: {
      PRE_COMMIT_HOME: inRoot('.cache', 'pre-commit'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: root
    }
  },
  ts: {
    title: 'Front end: vitest',
    command: ['npm', 'run', '--silent', 'test:ts', '--']
  },
  python: {
    title: 'Server: pytest',
    // Several at once; each file stays with one of them. A browser test needs all there is.
    command: python(
      'pytest',
      ...['tests', '--ignore=tests/ui'],
      ...['-n', 'auto', '--maxprocesses', '4', '--dist', 'loadfile']
    ),
    browser: true
  },
  ui: {
    title: 'Browser: pytest',
    command: python('pytest', 'tests/ui'),
    browser: true
  }
};
function chosen(args) {
  const [name, ...rest] = args;
  if (!name) {
    return PARTS;
  }
  if (!Object.hasOwn(PARTS, name)) {
    throw new Failure(`There is no part "${name}".`, {
      advice: `npm test runs everything; npm test -- PART one of ${Object.keys(PARTS).join(', ')}.`
    });
  }
  const part = PARTS[name];
  return { [name]: { ...part, command: [...part.command, ...rest] } };
}

const heading = text => console.log(`\n${'='.repeat(78)}\n${text}\n${'='.repeat(78)}`);

/** The tool's own last words: "12 passed, 1 failed in 3.4s", "Tests  30 passed (30)". */
function lastWords(text) {
  // eslint-disable-next-line no-control-regex
  const lines = text.replaceAll(/\x1b\[[0-9;]*m/g, '').split('\n');
  const line = lines.findLast(words =>
    /^\s*Tests\s|\d+ (passed|failed|errors?)\b.* in \d/.test(words)
  );
  return line?.replaceAll(/^[=\s]*(Tests)?\s*|[=\s]*$/g, '') ?? '';
}

await main(async () => {
  const parts = chosen(process.argv.slice(2));
  const wantsBrowser = Object.values(parts).some(part => part.browser);
  const progress = new Progress(STEPS + Number(wantsBrowser));
  await prepare(progress, { tests: true });
  const env = {};
  if (wantsBrowser) {
    await progress.step('Browser', async tell => {
      env.CHROMIUM = await browser(tell);
      return env.CHROMIUM;
    });
  }

  const results = [];
  for (const part of Object.values(parts)) {
    heading(part.title);
    const [command, ...args] = part.command;
    const begun = Date.now();
    const { code, text } = await show(command, args, { env: { ...env, ...part.env } });
    results.push({ ...part, code, words: lastWords(text), seconds: (Date.now() - begun) / 1000 });
  }

  heading('Summary');
  for (const { title, code, words, seconds } of results) {
    console.log(
      `${code === 0 ? 'ok    ' : 'FAILED'}  ${title} (${seconds.toFixed(0)} s)  ${words}`
    );
  }
  const failed = results.filter(({ code }) => code !== 0).length;
  console.log(failed === 0 ? 'Everything passed.' : `${failed} of ${results.length} parts failed.`);
  return failed === 0 ? 0 : 1;
});
