// npm run demo:lite: JupyterLite with interviews, built from this clone and served on this machine.
// -- --build only builds it; -- --port 8080 serves it there. -- --questions FOLDER is a bank, and can be
// said several times; -- --with-private puts private sides of questions into the site. -- --prepared is
// for the tests, which have made everything else already.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { STEPS, prepare } from './lib/environment.mjs';
import { Failure } from './lib/failure.mjs';
import { LITE_STEPS, buildSite, litePython, site } from './lib/lite.mjs';
import { main } from './lib/main.mjs';
import { environment } from './lib/processes.mjs';
import { Progress } from './lib/progress.mjs';

function options(args) {
  const chosen = {
    build: false,
    prepared: false,
    port: '8000',
    questions: [],
    withPrivate: false
  };
  for (let index = 0; index < args.length; index++) {
    const [flag, value] = args[index].split('=', 2);
    if (flag === '--port') {
      chosen.port = value ?? args[++index];
    } else if (flag === '--questions') {
      chosen.questions.push(resolve(value ?? args[++index] ?? ''));
    } else if (flag === '--with-private') {
      chosen.withPrivate = true;
    } else if (flag === '--build' || flag === '--prepared') {
      chosen[flag.slice(2)] = true;
    } else {
      throw new Failure(`There is no option ${flag}.`, {
        advice:
          'npm run demo:lite -- [--build] [--port NUMBER] [--questions FOLDER] [--with-private]'
      });
    }
  }
  if (!/^[1-9]\d{0,4}$/.test(chosen.port ?? '')) {
    throw new Failure('--port needs a number: npm run demo:lite -- --port 8080');
  }
  return chosen;
}

async function run() {
  const { build, prepared, port, questions, withPrivate } = options(process.argv.slice(2));
  const progress = new Progress((prepared ? 0 : STEPS) + LITE_STEPS);
  if (!prepared) {
    // The wheel is built with what the tests have installed.
    await prepare(progress, { tests: true });
  }
  await buildSite(progress, { questions, withPrivate });
  console.log(`\nThe site: ${site}`);
  if (build || prepared) {
    return 0;
  }
  const args = ['-m', 'http.server', port, '--bind', '127.0.0.1', '--directory', site];
  const child = spawn(litePython, args, {
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit']
  });
  console.log(`\nJupyterLite   http://localhost:${port}/lab/index.html`);
  console.log('\nThe launcher has "Interview". To stop: Ctrl+C.');
  return new Promise(resolve => child.once('close', code => resolve(code ?? 0)));
}

await main(run, () => 130);
