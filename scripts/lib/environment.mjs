// Makes what `npm start` and `npm test` need, and nothing twice: the Python environment, the
// packages of both languages, and everything that is built from labextension/.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { isBuilt } from './parts.mjs';
import { inRoot, inVenv, logs, venv } from './paths.mjs';
import { ask, run } from './processes.mjs';
import { fingerprint, unlessFresh } from './stamps.mjs';

export const STEPS = 6;

const log = name => join(logs, `${name}.log`);
const AGAIN = 'Then run the same command again: it goes on where it stopped.';

/** `tests` says whether what only the tests need is wanted too. */
export async function prepare(progress, { tests }) {
  const python = machine();
  await progress.step('Python environment in .venv', tell => makeVenv(python, tell));
  await together([
    installAndBuild(progress),
    progress.step('Python packages', tell => installPython(tests, tell))
  ]);
  await progress.step('JupyterLab extension', buildLabextension);
}

/** What needs no Python is built while pip is at work. */
async function installAndBuild(progress) {
  await progress.step('JavaScript packages', installJavaScript);
  await progress.step('Guest page', buildGuest);
  await progress.step('Runner (JavaScript and Python in the browser)', buildRunner);
}

/** Both end, whatever the other does, so that nothing is left half written. */
async function together(steps) {
  const answers = await Promise.allSettled(steps);
  const failed = answers.find(answer => answer.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
}

function machine() {
  if (process.platform === 'win32') {
    throw new Failure('Windows itself is not supported here.', {
      advice: 'Use the Windows Subsystem for Linux (wsl --install) and run the command there.'
    });
  }
  const node = Number(process.versions.node.split('.')[0]);
  if (node < 20) {
    throw new Failure(`Node.js ${process.versions.node} is too old; 20 or newer is needed.`, {
      advice: 'Install it from your system, from nodejs.org or with nvm ("nvm install 20").'
    });
  }
  if (ask('npm', ['--version']) === null) {
    throw new Failure('npm was not found.', { advice: 'Install it, it comes with Node.js.' });
  }
  return findPython();
}

function findPython() {
  const script = 'import sys; print(sys.version_info >= (3, 11), sys.version.split()[0])';
  const names = [process.env.PYTHON, 'python3', 'python3.13', 'python3.12', 'python3.11'];
  const found = names
    .filter(Boolean)
    .map(name => ({ name, answer: ask(name, ['-c', script]) }))
    .filter(({ answer }) => answer !== null);
  const good = found.find(({ answer }) => answer.startsWith('True'));
  if (!good) {
    const old = found.map(({ name, answer }) => `${name} ${answer.split(' ')[1]}`).join(', ');
    throw new Failure(old ? `Python 3.11 or newer is needed; found ${old}.` : 'No python3 found.', {
      advice: 'Install Python 3.11 or newer, or name it: PYTHON=/path/to/python3 npm start'
    });
  }
  return good.name;
}

function makeVenv(python, tell) {
  const print = fingerprint([], ['venv']);
  return unlessFresh('venv', { print, outputs: ['.venv/bin/python'] }, async () => {
    // A .venv somebody made by hand is kept; one that was moved here has scripts that point away.
    if (ask(inVenv('pip'), ['--version'])?.includes(venv)) {
      return 'found';
    }
    rmSync(venv, { recursive: true, force: true });
    await run(python, ['-m', 'venv', '.venv'], {
      log: log('venv'),
      tell,
      advice:
        'Python\'s venv module is missing or broken. On Debian and Ubuntu: "apt install ' +
        `python3-venv". ${AGAIN}`
    });
    return 'made';
  });
}

function installJavaScript(tell) {
  const print = fingerprint(['package-lock.json', '.npmrc'], [process.version]);
  return unlessFresh('npm', { print, outputs: ['node_modules/.package-lock.json'] }, () =>
    run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=http'], {
      log: log('npm'),
      tell,
      advice: `Is the npm registry reachable from here? ${AGAIN}`
    })
  );
}

async function installPython(tests, tell) {
  // Once the tests were installed they are kept up to date, whoever asks.
  const extra = tests || existsSync(inVenv('pytest')) ? '[test]' : '';
  const print = fingerprint(['pyproject.toml', 'jupyter-config', 'install.json']);
  const outputs = ['.venv/bin/jupyter-lab'];
  const word = await unlessFresh(`pip${extra}`, { print, outputs }, async () => {
    // pip copies the built extension and, when it installs again, deletes its copy: never
    // through the link to what we built.
    unlink();
    mkdirSync(inRoot('jupyter_interview', 'labextension'), { recursive: true });
    const options = ['--progress-bar=off', '--no-compile', '--editable', `.${extra}`];
    await run(inVenv('python'), ['-m', 'pip', 'install', ...options], {
      log: log('pip'),
      tell,
      env: { SKIP_JUPYTER_BUILDER: '1' },
      advice: `Is the Python package index reachable from here? ${AGAIN}`
    });
  });
  link();
  return word;
}

const installed = join(venv, 'share', 'jupyter', 'labextensions', 'jupyter-interview');
const unlink = () => rmSync(installed, { recursive: true, force: true });

/** JupyterLab reads the extension where it is built: build, reload the browser, see it. */
function link() {
  unlink();
  mkdirSync(dirname(installed), { recursive: true });
  symlinkSync(inRoot('jupyter_interview', 'labextension'), installed);
}

function script(...names) {
  return async tell => {
    for (const name of names) {
      await run('npm', ['run', name], {
        log: log(name.replaceAll(':', '-')),
        tell,
        advice: `Correct what the log names and run "npm run ${name}", or the same command again.`
      });
    }
  };
}

/** Builds a part of the front end unless it was built from the sources as they are. */
function unlessBuilt(part, ...scripts) {
  return tell => (isBuilt(part) ? 'up to date' : script(...scripts)(tell));
}

const buildLabextension = unlessBuilt(
  'labextension',
  'clean:lib',
  'build:lib',
  'build:labextension'
);
const buildGuest = unlessBuilt('guest', 'build:guest');
const buildRunner = unlessBuilt('runner', 'build:runner');
