// @vitest-environment jsdom
/** The settings of the editor in a page that has settings of its own. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, draw, fill, find, texts } from '../../../tests/draw';
import type { IEditorSettings, IEditorSettingsSource } from './editor-settings';
import { SettingsDialog } from './settings-dialog';

const current: IEditorSettings = {
  fontSize: null,
  fontFamily: null,
  lineHeight: null,
  keyMap: 'standard',
  options: () => ({})
};

it('TX35, PA18: in JupyterLab it has the keys, and leads to the rest', async () => {
  const happened: unknown[] = [];
  const source: IEditorSettingsSource = {
    current,
    follow: () => () => undefined,
    own: {
      current: { keyMap: 'standard' },
      change: part => {
        happened.push(part);
        return Promise.reject(new Error('The disk is full.'));
      }
    },
    lab: { show: () => void happened.push('shown') }
  };
  await draw(<SettingsDialog source={source} onClose={() => void happened.push('closed')} />);
  expect(find('combobox', 'Font size')).toBeNull();
  expect(document.querySelector('dialog [type=checkbox]')).toBeNull();
  await fill('combobox', 'Keys', 'vim');
  expect(texts('dialog [role="alert"]')).toEqual(['The disk is full.']);
  await click('Text editor of JupyterLab…');
  expect(happened).toEqual([{ keyMap: 'vim' }, 'closed', 'shown']);
});
