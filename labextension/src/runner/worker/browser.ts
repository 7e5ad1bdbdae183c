/**
 * The functions of a browser's worker for the harness, taken before they are hidden from programs.
 */
import type { IPlatform } from './module-program';

const createObjectURL = URL.createObjectURL.bind(URL);
const revokeObjectURL = URL.revokeObjectURL.bind(URL);
const importScripts = (self as unknown as { importScripts(url: string): void }).importScripts.bind(
  self
);

function runScript(source: string): string {
  const url = createObjectURL(new Blob([source], { type: 'text/javascript' }));
  importScripts(url);
  return url;
}

export const BROWSER: IPlatform = {
  runScript,
  askEngine: null,
  warmUp: () => {
    revokeObjectURL(runScript(''));
    performance.clearResourceTimings();
  }
};
