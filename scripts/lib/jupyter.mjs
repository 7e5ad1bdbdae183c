// The demo's JupyterLab: its own folders in .demo/, so that nothing of the user's Jupyter is read
// or written, and everything is still there at the next start.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { demo, inVenv, logs } from './paths.mjs';
import { start } from './processes.mjs';

const home = join(demo, 'jupyter');
const runtime = join(home, 'runtime');
const log = join(logs, 'jupyter.log');

/** Where the demo's server answers, or null when none of this clone is running. */
export async function running() {
  const names = existsSync(runtime) ? readdirSync(runtime) : [];
  for (const name of names.filter(file => /^jpserver-\d+\.json$/.test(file))) {
    const server = JSON.parse(readFileSync(join(runtime, name), 'utf8'));
    if (await answers(server)) {
      return server;
    }
  }
  return null;
}

async function answers(server) {
  try {
    const headers = { Authorization: `token ${server.token}` };
    return (await fetch(reach(server, 'api/status'), { headers })).ok;
  } catch {
    return false;
  }
}

/**
 * The address by which this machine reaches what its own server has at `path`. A server that
 * listens on every address says its host's name, which need not be known to any resolver.
 */
export function reach({ url, hostname }, path) {
  const address = new URL(path, url);
  if (['', '0.0.0.0', '::'].includes(hostname)) {
    address.hostname = '127.0.0.1';
  }
  return address;
}

/** Starts the server and waits until it answers. `options` are {ip, port, rest}. */
export async function serve({ ip, port, rest }, tell) {
  const child = start(
    inVenv('python'),
    [
      '-m',
      'jupyterlab',
      '--no-browser',
      `--ServerApp.ip=${ip}`,
      `--ServerApp.port=${await freePort(ip, port)}`,
      '--ServerApp.port_retries=0',
      `--ServerApp.root_dir=${folder('notebooks')}`,
      ...(process.getuid() === 0 ? ['--allow-root'] : []),
      ...rest
    ],
    { log, env: { ...folders(), JUPYTER_TOKEN: token() } }
  );
  let code = null;
  child.once('close', end => {
    code = end ?? 1;
  });
  for (let tries = 0; code === null && tries < 600; tries++) {
    const server = await running();
    if (server?.pid === child.pid) {
      return { child, server };
    }
    tell(lastLine());
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new Failure(code === null ? 'JupyterLab did not answer.' : 'JupyterLab did not start.', {
    log,
    advice:
      'Are the flags after -- ones that ".venv/bin/jupyter lab --help-all" knows? To start without ' +
      'anything that was kept, move the folder .demo away.'
  });
}

function folder(...names) {
  const path = join(demo, ...names);
  mkdirSync(path, { recursive: true });
  return path;
}

function folders() {
  const config = folder('jupyter', 'config');
  // Without this JupyterLab asks, at its first start, whether it may fetch news.
  writeFileSync(
    join(folder('jupyter', 'config', 'labconfig'), 'page_config.json'),
    '{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}\n'
  );
  return {
    JUPYTER_CONFIG_DIR: config,
    JUPYTER_DATA_DIR: folder('jupyter', 'data'),
    JUPYTER_RUNTIME_DIR: folder('jupyter', 'runtime'),
    IPYTHONDIR: folder('jupyter', 'ipython')
  };
}

/** The same at every start, so that an open tab goes on working. */
function token() {
  const file = join(folder('jupyter'), 'token');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

/** `named` if it is free; without a name the first free one from Jupyter's usual port on. */
async function freePort(ip, named) {
  const ports = named ? [Number(named)] : Array.from({ length: 100 }, (_, index) => 8888 + index);
  for (const port of ports) {
    if (await free(port, ip)) {
      return port;
    }
  }
  throw new Failure(named ? `Port ${named} is taken.` : 'No port from 8888 to 8987 is free.', {
    advice: 'Name another: npm start -- --port 9000'
  });
}

function free(port, host) {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function lastLine() {
  return existsSync(log) ? (readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '') : '';
}
