// npm test: installs what is missing and runs everything. npm test -- lint, ts, python or ui runs
// that part alone, and what follows goes to its tool: npm test -- python -k invite
import { availableParallelism } from 'node:os';
import { browsers } from './lib/browser.mjs';
import { STEPS, prepare } from './lib/environment.mjs';
import { Failure } from './lib/failure.mjs';
import { main } from './lib/main.mjs';
import { inRoot, inVenv, root } from './lib/paths.mjs';
import { show } from './lib/processes.mjs';
import { Progress } from './lib/progress.mjs';
import { summary } from './lib/summary.mjs';

const python = (...args) => [inVenv('python'), '-m', ...args];

const processors = Math.min(availableParallelism(), 4);
/** Several workers take the files in the order of tests/turns.py. */
const pytest = (workers, ...args) => {
  const options = ['-n', `${workers}`, '--dist', 'loadfile', '--no-loadscope-reorder'];
  return python('pytest', ...args, ...options);
};

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
    // These wait half of the time.
    command: pytest(processors + 1, 'tests', '--ignore=tests/ui', '--ignore=tests/engines'),
    browser: true
  },
  ui: {
    title: 'Browser: pytest',
    command: pytest(processors, 'tests/ui', 'tests/engines'),
    browser: true
  }
};

/**
 * What runs side by side. Tests of server and browser share workers, of which as many as there are
 * processors have browsers, and one has none: what a browser draws should not come too late for its
 * tests, and those of servers wait most of the time. The parts aside get what time is left.
 */
const EVERYTHING = [
  {
    title: 'Server and browser: pytest',
    command: pytest(processors + 1, 'tests'),
    browser: true
  },
  { ...PARTS.lint, aside: true },
  { ...PARTS.ts, aside: true }
];

function chosen(args) {
  const [name, ...rest] = args;
  if (!name) {
    return EVERYTHING;
  }
  if (!Object.hasOwn(PARTS, name)) {
    throw new Failure(`There is no part "${name}".`, {
      advice: `npm test runs everything; npm test -- PART one of ${Object.keys(PARTS).join(', ')}.`
    });
  }
  const part = PARTS[name];
  return [{ ...part, command: [...part.command, ...rest] }];
}

const heading = text => console.log(`\n${'='.repeat(78)}\n${text}\n${'='.repeat(78)}`);

/** Parts beside each other would interleave: one aside is told whole, when it has ended. */
async function perform(part, env) {
  if (!part.aside) {
    heading(part.title);
  }
  const [command, ...args] = part.command;
  const begun = Date.now();
  const options = { env: { ...env, ...part.env }, aside: part.aside };
  const { code, text } = await show(command, args, options);
  if (part.aside) {
    heading(part.title);
    process.stdout.write(text);
  }
  return { ...part, code, text, seconds: (Date.now() - begun) / 1000 };
}

await main(async () => {
  const parts = chosen(process.argv.slice(2));
  const wantsBrowser = parts.some(part => part.browser);
  const progress = new Progress(STEPS + Number(wantsBrowser));
  await prepare(progress, { tests: true });
  const env = {};
  if (wantsBrowser) {
    await progress.step('Browsers', async tell => {
      const { chromium, firefox, webkit } = await browsers(tell);
      env.CHROMIUM = chromium;
      return [chromium, firefox, webkit].join(', ');
    });
  }

  const results = await Promise.all(parts.map(part => perform(part, env)));

  heading('Summary');
  console.log(summary(results));
  return results.every(({ code }) => code === 0) ? 0 : 1;
});
