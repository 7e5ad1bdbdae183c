// npm start: from a fresh clone to a running interview. Flags after -- go to JupyterLab.
import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { demoInterview } from './lib/demo.mjs';
import { STEPS, prepare } from './lib/environment.mjs';
import { Failure } from './lib/failure.mjs';
import { reach, running, serve } from './lib/jupyter.mjs';
import { main } from './lib/main.mjs';
import { Progress } from './lib/progress.mjs';

/** `--ip`, `--port` and `--no-browser` are ours too; the rest is JupyterLab's alone. */
function options(args) {
  const chosen = { ip: '127.0.0.1', port: null, browser: true, rest: [] };
  for (let index = 0; index < args.length; index++) {
    const [flag, value] = args[index].split('=', 2);
    if (flag === '--ip' || flag === '--port') {
      chosen[flag.slice(2)] = value ?? args[++index];
    } else if (flag === '--no-browser') {
      chosen.browser = false;
    } else {
      chosen.rest.push(args[index]);
    }
  }
  if (chosen.port !== null && !/^[1-9]\d{0,4}$/.test(chosen.port)) {
    throw new Failure('--port needs a number: npm start -- --port 9000');
  }
  return chosen;
}

function tellLinks(server, { id, link }) {
  const lab = reach(server, 'lab');
  lab.search = new URLSearchParams({ token: server.token, interview: id });
  const candidate = new URL(link);
  console.log(`
JupyterLab      ${lab}
Candidate link  ${candidate}

Open the first in your browser, and the second in a private window or another browser: that is
the candidate, who needs no account.`);
  if (['', '0.0.0.0', '::'].includes(server.hostname)) {
    console.log('\nFrom another machine in the network:');
    for (const address of addresses()) {
      candidate.hostname = address;
      console.log(`  ${candidate}`);
    }
  }
  return String(lab);
}

function addresses() {
  return Object.values(networkInterfaces())
    .flat()
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

function openBrowser(url) {
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const command = process.platform === 'darwin' ? 'open' : display && 'xdg-open';
  if (command && process.stdout.isTTY && !process.env.CI) {
    const child = spawn(command, [url], { stdio: 'ignore', detached: true });
    child.once('error', () => undefined);
    child.unref();
  }
}

let child = null;

async function run() {
  const chosen = options(process.argv.slice(2));
  const progress = new Progress(STEPS + 2);
  await prepare(progress, { tests: false });

  let server = await running();
  await progress.step('JupyterLab', async tell => {
    if (server) {
      return 'already running';
    }
    ({ child, server } = await serve(chosen, tell));
    return 'started';
  });
  let interview;
  await progress.step('Demo interview', async () => {
    interview = await demoInterview(server);
  });

  const lab = tellLinks(server, interview);
  if (!child) {
    console.log(`\nThis JupyterLab runs already. To stop it: kill ${server.pid}`);
    return 0;
  }
  console.log('\nTo stop: Ctrl+C. Everything typed is kept in .demo/ for the next start.');
  if (chosen.browser) {
    openBrowser(lab);
  }
  return new Promise(resolve => {
    child.once('close', code => {
      console.log('\nJupyterLab has stopped.');
      resolve(code ?? 1);
    });
  });
}

await main(run, () => (child ? 0 : 130));
