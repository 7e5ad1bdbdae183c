/**
 * The languages that are packs: an interpreter of WebAssembly, files of one npm package, and an adapter
 * that knows how to start it and how to run one program in it.
 *
 * All that is said of a language stands in its data, `NAME.json`, which the build reads, too. The
 * adapter is `NAME/adapter.ts`. A file of a language has the role `NAME/PART` in the manifest, and
 * the adapter has the role `NAME/adapter`.
 */
import sqlite from './sqlite.json';

const DATA = { sqlite };

export type PackLanguage = keyof typeof DATA;

export type PackRole = `${PackLanguage}/${string}`;

export interface IPack {
  /** Beside the adapter, by the names that it has for them. Their endings say what they are. */
  parts: Readonly<Record<string, { file: string }>>;
}

export const PACKS: Readonly<Record<PackLanguage, IPack>> = DATA;

export const PACK_LANGUAGES = Object.keys(DATA) as PackLanguage[];

const ADAPTER = 'adapter';

export function adapterOf(language: PackLanguage): PackRole {
  return `${language}/${ADAPTER}`;
}

/** The files that a worker of the language is made from. */
export function rolesOf(language: PackLanguage): readonly PackRole[] {
  const parts = Object.keys(PACKS[language].parts);
  return [adapterOf(language), ...parts.map((part): PackRole => `${language}/${part}`)];
}

/** What a file is for those who use it: compiled, the address of a script, or a handle. */
export type PartKind = 'module' | 'script' | 'blob';

export function kindOfPart(role: PackRole): PartKind {
  const [language, part] = role.split('/') as [PackLanguage, string];
  const { file } = part === ADAPTER ? { file: `${ADAPTER}.mjs` } : PACKS[language].parts[part];
  return file.endsWith('.wasm') ? 'module' : file.endsWith('js') ? 'script' : 'blob';
}

export function isPackLanguage(language: string): language is PackLanguage {
  return Object.hasOwn(PACKS, language);
}

export function isPackRole(role: string): role is PackRole {
  return role.includes('/');
}
