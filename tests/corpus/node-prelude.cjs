// What a program may use that Node does not have, for comparing. Preloaded with --require.
const { readFileSync } = require('node:fs');

// Read when the first line is asked for: programs may read the input in ways of their own.
let lines;
globalThis.self = globalThis;
globalThis.prompt = (message = '', standard = '') => {
  process.stdout.write(message === '' || /\s$/.test(message) ? message : `${message} `);
  lines ??= readFileSync(0, 'utf8').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const line = lines.shift();
  return line === undefined ? null : line.replace(/\n$/, '') || standard;
};
