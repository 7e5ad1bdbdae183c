// Makes what the browser knows of the contract from openapi/: the types of REST bodies, and the
// commands and events of a session. `npm run build:contract` writes them; a test makes them again and
// compares.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';

const ROOT = new URL('../', import.meta.url);
const HEAD = '// Made by scripts/contract.mjs; change the document and make it again.\n';
const FOLDER = 'labextension/src/contract';
const MADE = {
  'openapi.yaml': `${FOLDER}/generated-rest.ts`,
  'session.yaml': `${FOLDER}/generated-session.ts`
};
const EVENTS = `${FOLDER}/generated-events.ts`;

export async function make() {
  const made = {};
  for (const [document, file] of Object.entries(MADE)) {
    const types = await openapiTS(new URL(`openapi/${document}`, ROOT), {
      alphabetize: false,
      defaultNonNullable: false,
      exportType: true
    });
    made[file] = astToString(types.filter(type => type.name?.text === 'components'));
  }
  made[EVENTS] = events();
  for (const [file, text] of Object.entries(made)) {
    const options = await prettier.resolveConfig(new URL(file, ROOT).pathname);
    made[file] = await prettier.format(HEAD + text, { ...options, parser: 'typescript' });
  }
  return made;
}

/** Events and commands with their names, who hears an event, and what is left out of one. */
function events() {
  const document = readFileSync(new URL('openapi/session.yaml', ROOT), 'utf8');
  const { schemas } = parse(document).components;
  const named = mark => Object.entries(schemas).filter(([, schema]) => mark in schema);
  const happening = named('x-event');
  const audience = happening.map(([name, schema]) => [name, schema['x-event'].audience ?? 'hosts']);
  const defaults = happening.map(([name, schema]) => [name, defaultsOf(schema)]);
  return `
import type { components } from './generated-session';

type Session = components['schemas'];

/** What can happen in a session. */
export type SessionEvent = ${union(happening)};

/** What can be asked of a session. */
export type SessionCommand = ${union(named('x-command'))};

/** Who may hear an event, as long as it is not about somebody in the lobby. */
export const AUDIENCE = ${constant(audience)} as const;

/** What an optional property of an event is where it is not there. */
export const DEFAULTS = ${constant(defaults)} as const;
`;
}

function union(schemas) {
  return schemas
    .map(([name, { properties }]) =>
      Object.keys(properties).length === 0
        ? `{ type: '${name}' }`
        : `({ type: '${name}' } & Session['${name}'])`
    )
    .join(' | ');
}

function defaultsOf({ properties, required = [] }) {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !required.includes(name))
      .map(([name, schema]) => [name, schema.default ?? null])
  );
}

function constant(entries) {
  return JSON.stringify(Object.fromEntries(entries));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const checks = process.argv.includes('--check');
  for (const [file, text] of Object.entries(await make())) {
    const path = new URL(file, ROOT);
    if (!checks) {
      writeFileSync(path, text);
    } else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${file} is not what openapi/ says: npm run build:contract`);
      process.exitCode = 1;
    }
  }
}
