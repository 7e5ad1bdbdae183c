// Tests of the front end, in jsdom. JupyterLab's packages are compiled for a bundler, so they are
// handed to Vite instead of to Node.
import { defineConfig } from 'vitest/config';
import { NAME, patchedInspect } from './runner-build/node-inspect.mjs';

export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: { [NAME]: patchedInspect() } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.spec.{ts,tsx}', 'tests/**/*.spec.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    server: {
      deps: { inline: [/@jupyterlab\//, /@jupyter\//, /@lumino\//] }
    }
  }
});
