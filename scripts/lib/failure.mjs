// A failure a person can act on: what went wrong, what to do, and the end of the log.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './paths.mjs';

export class Failure extends Error {
  constructor(message, { advice = '', log = '' } = {}) {
    super(message);
    this.advice = advice;
    this.log = log;
  }

  toString() {
    const parts = [`\n${this.message}`];
    if (this.log && existsSync(this.log)) {
      parts.push(`\nThe end of ${relative(root, this.log)}:\n`, tail(this.log));
    }
    if (this.advice) {
      parts.push(`\n${this.advice}`);
    }
    return parts.join('\n');
  }
}

function tail(file, lines = 25) {
  const text = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines);
  return text.map(line => `  | ${line.slice(0, 300)}`).join('\n');
}
