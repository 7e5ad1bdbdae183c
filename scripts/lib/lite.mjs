// Builds a JupyterLite site with this project in it, for the demo and for the tests.
//
// JupyterLite lives in an environment of its own: what it installs is not meant for a JupyterLab
// with a server. Our wheel goes in without its dependencies, most of which only a server needs.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, inVenv, logs } from './paths.mjs';
import { run } from './processes.mjs';
import { fingerprint, unlessFresh } from './stamps.mjs';

export const LITE_STEPS = 3;

/** What reads questions is ours and needs three of our dependencies. */
const INSTALLED = ['jupyterlite-core>=0.8.6,<0.9', 'jsonschema', 'msgspec>=0.20,<1', 'pyyaml'];

const home = inRoot('.cache', 'lite');
const venv = join(home, 'venv');
const inLite = name => join(venv, 'bin', name);
const wheels = join(home, 'wheels');
/** What the site is made from beside packages: which questions it has. */
const source = join(home, 'source');

export const site = join(home, 'site');
export const litePython = inLite('python');

const log = name => join(logs, `lite-${name}.log`);
const quiet = { PIP_PROGRESS_BAR: 'off', VIRTUAL_ENV: venv };
const unreachable = 'Is the Python package index reachable from here?';

/**
 * After `prepare`: packages what is built. Answers where the site is. `questions` are folders of banks
 * beside the starter bank, `withPrivate` puts private sides into the site.
 */
export async function buildSite(progress, { questions = [], withPrivate = false } = {}) {
  await progress.step('JupyterLite in .cache/lite/venv', install);
  await progress.step('Wheel', buildWheel);
  const options = { question_dirs: questions, with_private: withPrivate };
  await progress.step('Site', tell => build(tell, options));
  return site;
}

function install(tell) {
  const print = fingerprint([], INSTALLED);
  return unlessFresh(
    'lite-venv',
    { print, outputs: ['.cache/lite/venv/bin/jupyter-lite'] },
    async () => {
      rmSync(venv, { recursive: true, force: true });
      await run(inVenv('python'), ['-m', 'venv', venv], { log: log('venv'), tell, env: quiet });
      await run(litePython, ['-m', 'pip', 'install', '--no-compile', ...INSTALLED], {
        log: log('pip'),
        tell,
        env: quiet,
        advice: unreachable
      });
    }
  );
}

const PACKAGED = ['jupyter_interview', 'jupyter-config', 'install.json', 'pyproject.toml'];

function buildWheel(tell) {
  const print = fingerprint(PACKAGED);
  return unlessFresh('lite-wheel', { print, outputs: ['.cache/lite/wheels'] }, async () => {
    rmSync(wheels, { recursive: true, force: true });
    const args = ['-m', 'pip', 'wheel', '.', '--no-deps', '--no-build-isolation', '-w', wheels];
    await run(inVenv('python'), args, { log: log('wheel'), tell });
    rmSync(site, { recursive: true, force: true });
  });
}

function build(tell, questions) {
  const [wheel] = readdirSync(wheels).map(name => join(wheels, name));
  const print = fingerprint(PACKAGED, [...INSTALLED, JSON.stringify(questions)]);
  const outputs = ['.cache/lite/site/interview/runner.html'];
  if (questions.question_dirs.length > 0) {
    // Files outside of the clone are in no fingerprint.
    rmSync(site, { recursive: true, force: true });
  }
  return unlessFresh('lite-site', { print, outputs }, async () => {
    const again = ['--no-deps', '--no-compile', '--force-reinstall', wheel];
    await run(litePython, ['-m', 'pip', 'install', ...again], {
      log: log('install'),
      tell,
      env: quiet
    });
    for (const folder of [site, source]) {
      rmSync(folder, { recursive: true, force: true });
    }
    mkdirSync(source, { recursive: true });
    const config = JSON.stringify({ InterviewAddon: questions });
    writeFileSync(join(source, 'jupyter_lite_config.json'), config);
    const options = ['--lite-dir', source, '--output-dir', site, '--no-sourcemaps'];
    await run(inLite('jupyter-lite'), ['build', ...options], {
      log: log('build'),
      tell,
      env: quiet
    });
    if (!existsSync(join(site, 'interview', 'runner.html'))) {
      throw new Error(`jupyter lite build made no interview/runner.html; see ${log('build')}`);
    }
  });
}
