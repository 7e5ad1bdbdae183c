// @vitest-environment jsdom
/** AC17, PA14: what the page behind a link says, and what becomes of a try of the browser. */
import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, done, draw, get, isDisabled, texts } from '../../../tests/draw';
import { ScriptedRunner } from '../../../tests/scripted-runner';
import type { ILinkTarget } from '../../contract/protocol';
import { targetSentences } from './target-sentences';
import { TryBrowser } from './try-browser';

const TRY = 'Check that code runs here';

it('PA14 a try runs a line of the language and tells how it went', async () => {
  const runner = new ScriptedRunner();
  await draw(<TryBrowser language="python" runner={() => runner} />);
  await click(TRY);
  expect(runner.request?.language).toBe('python');
  expect([texts('[role="status"]'), isDisabled(get('button', TRY))]).toEqual([['Running…'], true]);
  await done(() => runner.finish({ durationMs: 400 }));
  expect(texts('[role="status"]')).toEqual(['Python runs in this browser (400 ms).']);
  await click(TRY);
  await done(() => runner.finish({ state: 'crashed', error: 'Nothing answered.' }));
  expect(texts('[role="status"]')[0]).toContain(
    'Python does not run in this browser. You can join'
  );
  expect(texts('.jpi-TryBrowser-reason')).toEqual(['Nothing answered.']);
  runner.dispose();
});

it('AC17 a link is told with who invites, the role, and whether one waits', () => {
  const trans = nullTranslator.load('');
  const title = 'Round 2';
  const target: ILinkTarget = {
    title,
    language: 'python',
    role: 'observer',
    invitedBy: 'Priya',
    waits: true,
    name: null,
    ai: 'unsaid',
    aiSentence: '',
    noteInserts: true,
    noteAway: false,
    keptDays: null
  };
  expect(targetSentences(target, trans)).toEqual([
    'Priya invites you to this interview. You join as an observer: you watch.',
    'The interviewer will let you in.'
  ]);
  expect(targetSentences({ ...target, invitedBy: null, waits: false }, trans)).toEqual([
    'You are invited to this interview. You join as an observer: you watch.'
  ]);
});
