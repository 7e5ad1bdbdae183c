// @vitest-environment jsdom
/** What is sent to everybody: what stands in the field, and nothing while nothing does. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, draw, get } from '../../../tests/draw';
import { MessageDialog } from './message-dialog';

it('PA17: sends the message that stands in the field, however it came there', async () => {
  const sent: string[] = [];
  const send = (text: string): Promise<void> => Promise.resolve(void sent.push(text));
  const title = 'Ask';
  await draw(<MessageDialog title={title} onSend={send} onClose={() => undefined} />);
  await click('Send');
  expect(sent).toEqual([]);
  expect(document.activeElement).toBe(get('textbox', 'Message'));
  get<HTMLInputElement>('textbox', 'Message').value = 'Ten minutes left';
  await click('Send');
  expect(sent).toEqual(['Ten minutes left']);
});
