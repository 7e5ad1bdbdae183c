// Builds the assets of the runner into jupyter_interview/static/runner/.
import { mkdirSync } from 'node:fs';

mkdirSync(new URL('../jupyter_interview/static/runner/', import.meta.url), { recursive: true });
