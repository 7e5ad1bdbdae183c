/** What of the settings of a session a command changes, and who may change it. */
import { OPERATIONS, type Settings, type SettingsChange } from '../contract/generated-settings';
import type { Role } from '../contract/protocol';
import { settingsIn } from '../contract/settings';
import { demand, type Phases } from './roles';

/** Those that a change names and that are not so already. */
export function others(settings: Settings, change: SettingsChange): SettingsChange {
  return settingsIn(change, name => change[name] !== settings[name]);
}

/** Throws the role table's refusal of a change, if there is one. */
export function demandSettings(role: Role, change: SettingsChange, phases: Phases): void {
  const names = Object.keys(settingsIn(change)) as (keyof Settings)[];
  names.forEach(name => demand(role, OPERATIONS[name], phases));
}
