// Child processes: their output goes to a log, their last line to the progress display. Each leads
// a group of its own, so that Ctrl-C reaches only us, and we end them in good order.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, createWriteStream, mkdirSync, openSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from './failure.mjs';
import { inRoot, root, venv } from './paths.mjs';

const groups = new Set();

const NOT_OURS = /^(JUPYTER|PYTHONHOME$|PYTHONPATH$|PYTHONDONTWRITEBYTECODE$)/;

/**
 * The environment of every child: our Python first, nothing of the user's own Jupyter. Bytecode is
 * kept: without it each of some hundred servers would compile Jupyter anew, for three seconds.
 */
export function environment(extra = {}) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !NOT_OURS.test(key))
  );
  return {
    ...env,
    PATH: `${venv}/bin:${inRoot('node_modules', '.bin')}:${env.PATH}`,
    VIRTUAL_ENV: venv,
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_ROOT_USER_ACTION: 'ignore',
    PYTHONUNBUFFERED: '1',
    ...extra
  };
}

/** Starts a process whose output goes to `log`, and leaves it running. */
export function start(command, args, { log, env = {} }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'w');
  const child = spawn(command, args, {
    cwd: root,
    env: environment(env),
    detached: true,
    stdio: ['ignore', file, file]
  });
  closeSync(file);
  return track(child);
}

/** What pip and npm say about other people's packages. It is in the log, and nobody can act on it. */
const ASIDE = /^(npm (warn|notice)\b|(WARNING|DEPRECATION): |\[notice\])/i;

/** Runs a process to its end; `tell` gets its lines but for asides. Throws a Failure when it fails. */
export async function run(command, args, { log, env = {}, tell = () => {}, advice = '' }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  file.write(`$ ${command} ${args.join(' ')}\n`);
  const child = track(
    spawn(command, args, {
      cwd: root,
      env: environment(env),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe']
    })
  );
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(file, { end: false });
    createInterface({ input: stream }).on('line', text => {
      const line = text.trim();
      if (line && !ASIDE.test(line)) {
        tell(line);
      }
    });
  }
  const code = await ended(child);
  await new Promise(resolve => file.end(resolve));
  if (code !== 0) {
    const words = [basename(command), ...args].join(' ');
    throw new Failure(`"${words.slice(0, 100)}" failed.`, { log, advice });
  }
}

/**
 * Runs a process in front of the user and answers its exit code and what it wrote. One that runs
 * `aside` of others gets only the time that they leave, and what it writes is not shown.
 */
export async function show(command, args, { env = {}, aside = false } = {}) {
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1', PY_COLORS: '1' } : { NO_COLOR: '1' };
  const child = track(
    spawn(command, args, {
      cwd: root,
      env: environment({ ...color, ...env }),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe']
    })
  );
  if (aside && child.pid !== undefined) {
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  let text = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr]
  ]) {
    from.setEncoding('utf8').on('data', chunk => {
      text += chunk;
      if (!aside) {
        to.write(chunk);
      }
    });
  }
  return { code: await ended(child), text };
}

/** The output of a short command, or null when it fails or does not exist. */
export function ask(command, args, options = {}) {
  const answer = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  return answer.status === 0 ? answer.stdout.trim() : null;
}

/** Ends a process and its children: politely, and after `patience` ms for good. */
async function stop(child, patience = 10_000) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const end = ended(child);
  signal(child, 'SIGTERM');
  const force = setTimeout(() => signal(child, 'SIGKILL'), patience);
  await end;
  clearTimeout(force);
}

function track(child) {
  groups.add(child);
  child.once('close', () => groups.delete(child));
  child.once('error', () => groups.delete(child));
  return child;
}

function ended(child) {
  return new Promise(resolve => {
    if (child.exitCode !== null) {
      resolve(child.exitCode);
    }
    child.once('close', code => resolve(code ?? 1));
    child.once('error', () => resolve(127));
  });
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

export const stopAll = () => Promise.all([...groups].map(child => stop(child)));
