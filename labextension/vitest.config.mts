// Tests of the front end, in Node. A spec that needs a page says so in its first line, and gets one
// of jsdom. Specs of a worker share the modules and the page, because loading JupyterLab anew for
// each of them took most of the time: a test undoes what it does to either. JupyterLab's packages
// are compiled for a bundler, so they are handed to Vite instead of to Node.
import { defineConfig } from 'vitest/config';
import { viteCatalogues } from './catalogue-module.mjs';
import { NAME, patchedInspect } from './runner-build/node-inspect.mjs';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [viteCatalogues],
  resolve: { alias: { [NAME]: patchedInspect() } },
  test: {
    environment: 'node',
    isolate: false,
    include: ['src/**/*.spec.{ts,tsx}', 'tests/**/*.spec.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    // This ends a test that hangs. On a busy machine a test may take ten times as long as alone.
    testTimeout: 60_000,
    server: {
      deps: { inline: [/@jupyterlab\//, /@jupyter\//, /@lumino\//] }
    }
  }
});
