// @vitest-environment jsdom
/** The player in a file: what it is told by its page, and what it says of itself. */
import { EditorView } from '@codemirror/view';
import * as React from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { click, done, draw, find, texts } from '../../../tests/draw';
import { ADA, BO, FAILED, Story } from '../../../tests/recordings';
import type { IRecording } from '../../contract/protocol';
import { makePageEditors } from '../page-editor';
import { FilePage } from './file-page';
import { addressOf, readPageContent } from './page-content';
import { PLAIN_SETTINGS } from './plain-settings';

const editor = makePageEditors('nonce', PLAIN_SETTINGS);

afterEach(() => history.replaceState(null, '', location.pathname));

function story(): Story {
  const told = new Story().edit(-1, 'def half(x):\n').after(60_000);
  return told.type(BO, '    return x // 2\n').run(BO, ['first\n'], FAILED);
}

async function open(more: Partial<IRecording> = {}, isFramed = false): Promise<void> {
  await draw(
    <FilePage
      recording={story().recording(more)}
      editor={editor}
      address="file:///tmp/player.html"
      licences="## react 18 (MIT)"
      isFramed={isFramed}
    />
  );
  await settle();
}

const settle = (): Promise<void> =>
  done(async () => {
    for (let frames = 0; frames < 3; frames++) {
      await new Promise(resolve => requestAnimationFrame(resolve));
      await new Promise(resolve => setTimeout(resolve));
    }
  });

async function goTo(fragment: string): Promise<void> {
  await done(async () => {
    location.hash = fragment;
    await new Promise(resolve => window.addEventListener('hashchange', resolve, { once: true }));
  });
  await settle();
}

const code = (): string =>
  EditorView.findFromDOM(
    document.querySelector<HTMLElement>('.jpi-Editor-host')!
  )!.state.doc.toString();
const clock = (): string => texts('.jpi-LookBack-when time')[0];
const focused = (): string | null | undefined => document.activeElement?.getAttribute('role');

describe('LB28: the player in a file', () => {
  it('is the one of the panel, without what needs a server or a sandbox', async () => {
    await open();
    expect(code()).toBe('def half(x):\n    return x // 2\n');
    expect(texts('.jpi-Run-author')).toEqual(['Bo']);
    const absent = ['Run this moment', 'Read what has come since', 'Back', 'Back to live'];
    expect(absent.filter(name => find('button', name) !== null)).toEqual([]);
    expect(find('button', 'Copy the link to this moment')).not.toBeNull();
  });

  it('begins at the moment of its address, and goes to the one that is written there', async () => {
    history.replaceState(null, '', '#t=00:30');
    await open();
    expect([clock(), code()]).toEqual(['00:30', 'def half(x):\n']);
    await goTo('#t=01:01');
    expect([clock(), code()]).toEqual(['01:01', 'def half(x):\n    return']);
  });

  it('has the keys on a page of its own, and leaves them to a page around it', async () => {
    await open();
    expect(focused()).toBe('slider');
  });

  it('LB29: does not take the keys of a page around it', async () => {
    await open({}, true);
    expect(focused()).not.toBe('slider');
  });
});

describe('EX21: what it says of itself', () => {
  it('is for whom it is, and what is not in it', async () => {
    await open();
    expect(texts('.jpi-Page-bar')[0]).toContain('For hosts only');
    await click('About this recording');
    const [said] = texts('dialog');
    for (const words of [
      'hosts alone may know',
      'beginning of what was printed',
      'react 18 (MIT)'
    ]) {
      expect(said).toContain(words);
    }
  });

  it('is other of what everybody could see', async () => {
    await open({ audience: 'everybody' });
    expect(texts('.jpi-Page-bar')[0]).not.toContain('For hosts only');
    await click('About this recording');
    expect(texts('dialog')[0]).toContain('what everybody in the interview could see');
    await click('Close');
    expect(document.querySelector('dialog')).toBeNull();
  });
});

it('EX20: what was written into the page is read as it was', () => {
  const page = document.implementation.createHTMLDocument();
  const told = story().event('Announced', { text: '</script><!--\u2028\ud800' }, ADA).recording();
  const data = page.createElement('script');
  data.type = 'application/json';
  data.id = 'recording';
  data.textContent = JSON.stringify(told).replaceAll('<', '\\u003c');
  const licences = page.createElement('pre');
  licences.id = 'licences';
  licences.append('\n## react\n');
  page.body.append(data, licences);
  page.body.dataset.nonce = 'abc=';
  expect(readPageContent(page)).toEqual({ recording: told, nonce: 'abc=', licences: '## react' });
});

it('LB28: links lead to the file itself, and in a frame there are none', () => {
  const file = { protocol: 'file:', href: 'file:///tmp/player.html#t=00:30' };
  expect(addressOf(file)).toBe('file:///tmp/player.html');
  expect(addressOf({ protocol: 'about:', href: 'about:srcdoc' })).toBeNull();
});
