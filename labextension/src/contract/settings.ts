/**
 * What a change makes of the settings of a session. It has properties with the names of settings,
 * and what it does not name stays; so nothing here knows any setting by its name.
 */
import {
  DEFAULT_SETTINGS,
  taken,
  type Settings,
  type SettingsAsked,
  type SettingsChange
} from './generated-settings';

const NAMES = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[];

/** The settings that something names, which may have other properties beside; or some of them. */
export function settingsIn(
  change: SettingsChange,
  isWanted: (name: keyof Settings) => boolean = () => true
): SettingsChange {
  const names = NAMES.filter(name => change[name] !== undefined && isWanted(name));
  const found: Partial<Record<keyof Settings, unknown>> = Object.fromEntries(
    names.map(name => [name, change[name]])
  );
  return found as SettingsChange;
}

export function settingsAfter(settings: Settings, change: SettingsChange): Settings {
  return { ...settings, ...settingsIn(change) };
}

/** The settings that an answer or a frame tells. An older server does not know them all. */
export function settingsOf(told: SettingsAsked): Settings {
  return settingsAfter(DEFAULT_SETTINGS, taken(told));
}
