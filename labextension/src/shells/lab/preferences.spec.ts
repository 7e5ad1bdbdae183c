/** PA18: a choice that cannot be kept says so, and without settings it holds for the page. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { User } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import { expect, it } from 'vitest';
import { Preferences } from './preferences';

const NOBODY = {} as User.IManager;

function refusing(): ISettingRegistry.ISettings {
  const settings = { composite: {}, set: () => Promise.reject(new Error('The disk is full.')) };
  return { ...settings, changed: new Signal(settings) } as unknown as ISettingRegistry.ISettings;
}

it('PA18: a setting that JupyterLab does not keep is not dropped in silence', async () => {
  const preferences = new Preferences(NOBODY, Promise.resolve(refusing()));
  await preferences.ready;
  await expect(preferences.sound.turn(false)).rejects.toThrow('The disk is full.');
  await expect(preferences.chooseName('Ada')).rejects.toThrow('The disk is full.');
  await expect(preferences.chooseEditor({ keyMap: 'vim' })).rejects.toThrow('The disk is full.');
  expect([preferences.sound.isOn, preferences.chosenName]).toEqual([true, '']);
});

it('PA18: where there are no settings a choice holds as long as the page is open', async () => {
  const preferences = new Preferences(NOBODY, null);
  await preferences.ready;
  let heard = 0;
  preferences.sound.follow(() => heard++);
  await preferences.sound.turn(false);
  expect([preferences.sound.isOn, heard]).toEqual([false, 1]);
  await preferences.chooseEditor({ keyMap: 'vim', closeBrackets: false });
  expect([preferences.keyMap, preferences.closeBrackets]).toEqual(['vim', false]);
});
