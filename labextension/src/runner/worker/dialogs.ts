/** `prompt`, `confirm` and `alert`, as far as a program without a window can have them. */
import type { Write } from './console';
import type { ProgramInput } from './program-input';

export function createDialogs(write: Write, input: ProgramInput): Record<string, unknown> {
  /** Prints the question and takes a line; null when the input is at its end. */
  const ask = (message: unknown, mark: string): string | null => {
    const question = message === undefined ? '' : `${message as string}`;
    write('stdout', question === '' || /\s$/.test(question) ? question : `${question}${mark}`);
    const line = input.now(question);
    return line === null ? null : line.replace(/\r?\n$/, '');
  };
  return {
    prompt: (message?: unknown, standard: unknown = '') => {
      const line = ask(message, ' ');
      return line === '' ? String(standard) : line;
    },
    confirm: (message?: unknown) => /^(y|yes|ok|true)$/i.test(ask(message, ' [y/n] ') ?? ''),
    alert: (message: unknown = '') => write('stdout', `${String(message)}\n`)
  };
}
