/** A runner that several hold, one after the other. */
import { expect, it } from 'vitest';
import { ScriptedRunner } from '../../tests/scripted-runner';
import { LentRunner } from './lent-runner';

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
