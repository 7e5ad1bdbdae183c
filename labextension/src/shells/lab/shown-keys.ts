/** The keys of a command as a person reads them, after the person's own shortcut settings. */
import { CommandRegistry } from '@lumino/commands';

export function shownKeys(commands: CommandRegistry, id: string): string {
  const binding = commands.keyBindings.find(({ command }) => command === id);
  return binding?.keys.map(keys => CommandRegistry.formatKeystroke(keys)).join(' ') ?? '';
}
