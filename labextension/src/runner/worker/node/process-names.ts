/** The few names of `process` that packages use, and the word itself where they use it freely. */
import { host } from './host';

export const env: Record<string, string> = {};
export const nextTick = (callback: (...args: unknown[]) => void, ...args: unknown[]): void =>
  host.nextTick(() => callback(...args));
export const emitWarning = (warning: unknown): void => host.write('stderr', `${String(warning)}\n`);

export const process = { env, nextTick, emitWarning, platform: 'linux', version: 'v20.20.2' };
