// Makes what the browser knows of the contract from openapi/: the types of REST bodies, the commands
// and events of a session, its settings, and the languages. `npm run build:contract` writes them, after
// scripts/contract.py has made settings.yaml; a test makes them again and compares.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'oxfmt';
import { parse } from 'yaml';

const ROOT = new URL('../', import.meta.url);
const HEAD = '// Made by scripts/contract.mjs; change the document and make it again.\n';
const FOLDER = 'labextension/src/contract';
const MADE = {
  'openapi.yaml': `${FOLDER}/generated-rest.ts`,
  'session.yaml': `${FOLDER}/generated-session.ts`
};
const EVENTS = `${FOLDER}/generated-events.ts`;
const SETTINGS = `${FOLDER}/generated-settings.ts`;
const LANGUAGES = `${FOLDER}/generated-languages.ts`;

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
  made[SETTINGS] = settings();
  made[LANGUAGES] = languages();
  const style = JSON.parse(readFileSync(new URL('.oxfmtrc.json', ROOT), 'utf8'));
  for (const [file, text] of Object.entries(made)) {
    const { code, errors } = await format(file, HEAD + text, style);
    if (errors.length > 0) {
      throw new Error(`${file}: ${errors[0].message}`);
    }
    made[file] = code;
  }
  return made;
}

/** Events and commands with their names, who hears an event, and what is left out of one. */
function events() {
  const schemas = schemasOf('session.yaml');
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
    .map(([name, schema]) =>
      Object.keys(partsOf(schema).properties).length === 0
        ? `{ type: '${name}' }`
        : `({ type: '${name}' } & Session['${name}'])`
    )
    .join(' | ');
}

function defaultsOf(schema) {
  const { properties, required } = partsOf(schema);
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !required.includes(name))
      .map(([name, schema]) => [name, schema.default ?? null])
  );
}

/** The properties of a schema of an object, with those of its parts in other documents. */
function partsOf({ properties = {}, required = [], allOf = [] }) {
  const parts = allOf.map(part => partsOf(part.$ref ? referred(part.$ref) : part));
  return {
    properties: Object.assign({ ...properties }, ...parts.map(part => part.properties)),
    required: [...required, ...parts.flatMap(part => part.required)]
  };
}

function referred(reference) {
  const [document, pointer] = reference.split('#');
  return schemasOf(document || 'session.yaml')[pointer.split('/').pop()];
}

function schemasOf(document) {
  return parse(readFileSync(new URL(`openapi/${document}`, ROOT), 'utf8')).components.schemas;
}

/** The settings of a session: types, defaults, and between the words of a session and of clients. */
function settings() {
  const { properties } = schemasOf('session.yaml').Settings;
  const all = Object.entries(properties).map(([name, schema]) => {
    const [group, told] = ['', ...(schema['x-told'] ?? name).split('.')].slice(-2);
    return { name, schema, group, told };
  });
  const values = all.map(({ name, schema }) => [name, schema.default]);
  const operations = all.map(({ name, schema }) => [name, schema['x-operation']]);
  const ofCompany = all.filter(({ schema }) => schema['x-company']).map(({ name }) => name);
  const groups = [...new Set(all.map(({ group, told }) => group || told))].map(key => ({
    key,
    members: all.filter(({ group, told }) => (group || told) === key)
  }));
  const isGroup = ({ members }) => members[0].group !== '';
  const told = groups.map(each => {
    const parts = each.members.map(({ told, name }) => `${told}: settings.${name}`);
    return isGroup(each) ? `${each.key}: { ${parts} }` : parts[0];
  });
  const asked = groups.map(each => {
    const parts = each.members.map(({ told, name }) => `${told}: change.${name}`);
    return isGroup(each) ? `${each.key}: { ${parts} }` : parts[0];
  });
  const taken = all.map(({ name, group, told }) =>
    group ? `${name}: told.${group}?.${told}` : `${name}: told.${told}`
  );
  return `
import type { components as rest } from './generated-rest';
import type { components as session } from './generated-session';

/** What a session is set to. */
export type Settings = Readonly<Required<session['schemas']['Settings']>>;

/** Of settings those that shall be, or were, changed. */
export type SettingsChange = session['schemas']['SettingsChange'];

/** Those that can be chosen when a session begins. */
export type SettingsInitial = rest['schemas']['SettingsInitial'];

/** The settings in answers and frames. */
export type SettingsTold = rest['schemas']['SettingsTold'];

/** Those that a request changes. */
export type SettingsAsked = rest['schemas']['SettingsAsked'];

export const DEFAULT_SETTINGS: Settings = ${constant(values)};

/** The operation of the role table that is changing a setting. */
export const OPERATIONS = ${constant(operations)} as const;

/** Those that are about other people. */
export const OF_COMPANY: readonly (keyof Settings)[] = ${JSON.stringify(ofCompany)};

/** The fields of an answer or a frame. */
export function told(settings: Settings): SettingsTold {
  return { ${told} };
}

/** The part of a body that changes settings. */
export function asked(change: SettingsChange): SettingsAsked {
  return { ${asked} };
}

/** The settings that an answer or a frame names. */
export function taken(told: SettingsAsked): SettingsChange {
  return { ${taken} };
}
`;
}

/** The languages that come with this package, and what the sandbox says of them by itself. */
function languages() {
  const known = JSON.parse(readFileSync(new URL('openapi/languages.json', ROOT), 'utf8'));
  const of = what => constant(known.map(one => [one.name, one[what]]));
  return `
/* eslint-disable jupyter/no-untranslated-string -- languages have the same names in every locale */
/** What a file has whose name nobody chose. */
export const MAIN_FILES = ${of('file')} as const;

/** What people call each. */
export const TITLES = ${of('title')} as const;

export const BUILT_IN = ${JSON.stringify(known)} as const;
`;
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
