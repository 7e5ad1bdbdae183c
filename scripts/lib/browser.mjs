// A Chromium for the browser tests: one that is there, else the system's, else Playwright's.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { inVenv, logs } from './paths.mjs';
import { ask, run } from './processes.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const BUNDLED =
  'from playwright.sync_api import sync_playwright as s\n' +
  'with s() as p: print(p.chromium.executable_path)';

/** The path of a browser; installs one where there is none. */
export async function browser(tell) {
  if (process.env.CHROMIUM) {
    if (!existsSync(process.env.CHROMIUM)) {
      throw new Failure(`CHROMIUM names ${process.env.CHROMIUM}, which does not exist.`);
    }
    return process.env.CHROMIUM;
  }
  return installed() ?? (await fromSystem(tell)) ?? (await fromPlaywright(tell));
}

function installed() {
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  const paths = NAMES.flatMap(name => folders.map(folder => join(folder, name)));
  return [...paths, bundled()].find(path => path && existsSync(path));
}

const bundled = () => ask(inVenv('python'), ['-c', BUNDLED]);

async function fromSystem(tell) {
  if (process.getuid() !== 0 || ask('apt-get', ['--version']) === null) {
    return undefined;
  }
  const log = join(logs, 'apt.log');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update'], { log, tell, env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      log,
      tell,
      env
    });
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    tell('apt-get could not install chromium');
  }
  return installed();
}

async function fromPlaywright(tell) {
  await run(inVenv('python'), ['-m', 'playwright', 'install', 'chromium'], {
    log: join(logs, 'playwright.log'),
    tell,
    advice:
      'The browser tests need Chromium. Install it from your system ("apt install chromium"), or ' +
      'name one: CHROMIUM=/path/to/chromium npm test'
  });
  return bundled();
}
