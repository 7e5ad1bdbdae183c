// The browsers of the tests, one of each engine: those that are there, else the system's, else
// Playwright's. Where they lie is known to tests/browser.py, which is asked.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { inVenv, logs } from './paths.mjs';
import { ask, run } from './processes.mjs';

// The headless shell is the same engine without the windows around it, and takes a sixth less time.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable'
];

const ENGINES = [
  {
    name: 'chromium',
    packages: [['chromium-headless-shell'], ['chromium']],
    found: () => process.env.CHROMIUM ?? chromium(),
    advice:
      'Install it from your system ("apt install chromium"), or name one: ' +
      'CHROMIUM=/path/to/chromium npm test'
  },
  {
    name: 'firefox',
    packages: [['firefox-esr']],
    found: () => process.env.FIREFOX ?? known('firefox_path() or ""'),
    advice:
      'Install it from your system ("apt install firefox-esr"), or name one: ' +
      'FIREFOX=/path/to/firefox npm test'
  },
  {
    name: 'webkit',
    packages: [['webkit2gtk-driver', 'xvfb']],
    found: () => known('(w := webkit_gtk()) and w.browser or ""'),
    advice:
      'Install it from your system ("apt install webkit2gtk-driver xvfb"); elsewhere than on ' +
      'Debian and Ubuntu: .venv/bin/playwright install webkit'
  }
];

/** Paths of the browsers by engine; installs those that are missing. */
export async function browsers(tell) {
  for (const name of ['CHROMIUM', 'FIREFOX']) {
    if (process.env[name] && !existsSync(process.env[name])) {
      throw new Failure(`${name} names ${process.env[name]}, which does not exist.`);
    }
  }
  const missing = ENGINES.filter(engine => !path(engine));
  if (missing.length > 0 && process.getuid() === 0 && ask('apt-get', ['--version']) !== null) {
    await fromSystem(missing, tell);
  }
  for (const engine of ENGINES.filter(engine => !path(engine))) {
    await fromPlaywright(engine, tell);
  }
  return Object.fromEntries(ENGINES.map(engine => [engine.name, path(engine)]));
}

const path = engine => engine.found() || bundled(engine.name);

function chromium() {
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  return NAMES.flatMap(name => folders.map(folder => join(folder, name))).find(existsSync);
}

/** What an expression of tests/browser.py prints. */
function known(expression) {
  return ask(inVenv('python'), ['-c', `from tests.browser import *; print(${expression})`]);
}

/** The path of the browser that Playwright has brought, if it has. */
function bundled(name) {
  const script =
    'from playwright.sync_api import sync_playwright as s\n' +
    `with s() as p: print(p.${name}.executable_path)`;
  const found = ask(inVenv('python'), ['-c', script]);
  return found && existsSync(found) ? found : undefined;
}

/** Each by itself: systems have some of them and not others. Of `packages` the first that is there. */
async function fromSystem(engines, tell) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = async (name, ...args) => {
    try {
      await run('apt-get', args, { log: join(logs, `apt-${name}.log`), tell, env });
    } catch (error) {
      if (!(error instanceof Failure)) {
        throw error;
      }
      tell(`apt-get could not do its part for ${name}`);
    }
  };
  await apt('lists', 'update');
  for (const engine of engines) {
    for (const packages of engine.packages) {
      if (!path(engine)) {
        await apt(engine.name, 'install', '-y', '--no-install-recommends', ...packages);
      }
    }
  }
}

async function fromPlaywright({ name, advice }, tell) {
  await run(inVenv('python'), ['-m', 'playwright', 'install', name], {
    log: join(logs, `playwright-${name}.log`),
    tell,
    advice: `The browser tests need ${name}. ${advice}`
  });
}
