/** Leaves the types out of TypeScript, quickly; knows what it must leave to the real compiler. */
import { transform } from 'sucrase';
import type { ITranslated } from '../languages';
import { placeBy } from './source-map';

const FILE = 'solution.ts';

/** What Sucrase drops, keeps or gets wrong. A word in a text costs time and nothing else. */
const MORE = [
  /(?:^|[\s({[;,=])@[A-Za-z_$(]/,
  /\b(?:namespace|module)\s+[\w.$'"/-]+\s*\{/,
  /\baccessor\s+[\w#['"$]/,
  /\busing\s+[\w$]/,
  /\bimport\s+(?:type\s+)?[\w$]+\s*=/,
  /\bexport\s*(?:=|import\b|as\s+namespace\b)/
];

const COMMENTS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/g;

const ENUM = /\benum\s+([\w$]+)\s*\{([^}]*)\}/g;
const PLAIN_MEMBERS = /^\s*(?:[\w$]+(?:\s*=\s*(?:-?\d+|'[^'\\]*'|"[^"\\]*"))?\s*(?:,\s*|$))*$/;

export function compile(code: string): ITranslated | null {
  if (needsCompiler(code)) {
    return null;
  }
  try {
    const { code: script, sourceMap } = transform(code, {
      transforms: ['typescript'],
      disableESTransforms: true,
      filePath: FILE,
      sourceMapOptions: { compiledFilename: FILE }
    });
    return { script, place: placeBy(() => sourceMap as never) };
  } catch {
    return null;
  }
}

function needsCompiler(code: string): boolean {
  const bare = code.replace(COMMENTS, (_, text: string | undefined) => text ?? ' ');
  return MORE.some(pattern => pattern.test(bare)) || hasOddEnum(bare);
}

/** Members that are worked out, named as their enum, or spread over several declarations. */
function hasOddEnum(code: string): boolean {
  const names = new Set<string>();
  for (const [, name, members] of code.matchAll(ENUM)) {
    const isOwnName = new RegExp(`(?:^|[,\\s])${name.replaceAll('$', '\\$')}\\s*(?:[=,]|$)`);
    if (names.has(name) || !PLAIN_MEMBERS.test(members) || isOwnName.test(members)) {
      return true;
    }
    names.add(name);
  }
  return names.size !== (code.match(/\benum\s+[\w$]+\s*\{/g) ?? []).length;
}
