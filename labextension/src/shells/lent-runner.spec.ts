/** A runner that several hold, one after the other. */
import { expect, it } from 'vitest';
import { ScriptedRunner } from '../../tests/scripted-runner';
import { LentRunner } from './lent-runner';

it('CS28: it is the turn of the next one when a program that was stopped has ended', async () => {
  const runner = new ScriptedRunner();
  const lent = new LentRunner(runner);
  await lent.idle;
  const request = { language: 'python' as const, code: '', onOutput: () => undefined };
  lent.run(request);
  let isIdle = false;
  const idle = lent.idle.then(() => (isIdle = true));
  await Promise.resolve();
  expect(isIdle).toBe(false);
  await runner.finish({ state: 'stopped' });
  await idle;
  expect(isIdle).toBe(true);
  lent.dispose();
  runner.dispose();
});

it('CS28: whoever gives theirs back hears nothing more, and the others go on', () => {
  const runner = new ScriptedRunner();
  const [one, other] = [new LentRunner(runner), new LentRunner(runner)];
  const heard: string[] = [];
  one.statusChanged.connect((_, language) => heard.push(`one ${language}`));
  other.statusChanged.connect((_, language) => heard.push(`other ${language}`));
  runner.statusChanged.emit('python');
  one.dispose();
  runner.statusChanged.emit('javascript');
  expect(heard).toEqual(['one python', 'other python', 'other javascript']);
  expect(runner.isDisposed).toBe(false);
  other.dispose();
  runner.dispose();
});
