// @vitest-environment jsdom
/** The list of keys has those that the person who reads it can use. */
import { expect, it } from 'vitest';
import { click, texts } from '../../../tests/draw';
import { allow, openPanel } from '../../../tests/interview-panel';

it('names the keys of hosts to those alone who may use them', async () => {
  await openPanel();
  await allow({}, 'read', 'edit', 'run');
  await click('More actions');
  await click('Keyboard shortcuts (F1)', 'menuitem');
  expect(texts('.jpi-Shortcuts dt')).toContain('Run');
  expect(texts('.jpi-Shortcuts dt')).not.toContain('Look back');
  expect(texts('.jpi-Shortcuts dt')).not.toContain('Write a note');
  await allow({}, 'read', 'edit', 'run', 'look_back', 'notes');
  expect(texts('.jpi-Shortcuts dt')).toContain('Look back');
  expect(texts('.jpi-Shortcuts dt')).toContain('Write a note');
});
