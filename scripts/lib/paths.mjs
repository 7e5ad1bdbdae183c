// Where things are. Everything that is made stays inside the clone, in folders git ignores.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const inRoot = (...parts) => join(root, ...parts);

export const venv = inRoot('.venv');
export const inVenv = name => join(venv, 'bin', name);

export const demo = inRoot('.demo');
export const logs = join(demo, 'logs');
export const stamps = inRoot('.cache', 'stamps');
