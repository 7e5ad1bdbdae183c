// The frame of both commands: a failure is told so that a person can act on it, and however the
// command ends, nothing it started is left running.
import { Failure } from './failure.mjs';
import { stopAll } from './processes.mjs';

/** Ctrl-C answers `code()`: stopping a server is a success, stopping a build is not. */
export async function main(work, code = () => 130) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stopAll().then(() => process.exit(code())));
  }
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Failure ? String(error) : error);
    process.exitCode = 1;
  }
  await stopAll();
}
