// The licences of other projects' code, as their authors wrote them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = join(dirname(fileURLToPath(import.meta.url)), 'licences');
/** Whose packages have one licence, which is not in each of them. */
const JUPYTER = /^@(?:jupyter|jupyterlab|lumino)\//;

/** A licence that is kept here, for what does not bring it. */
export const text = name => readFileSync(join(here, `${name}.txt`), 'utf8');

/** The texts of these folders' licences, by the names of the packages. */
export function licences(folders) {
  const packages = [...folders].map(folder => ({
    folder,
    ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  }));
  packages.sort((a, b) => a.name.localeCompare(b.name));
  return (
    packages.map(each => [`## ${titleOf(each)}`, ...textsOf(each)].join('\n\n')).join('\n\n') + '\n'
  );
}

function titleOf({ name, version, license }) {
  return `${name} ${version}${license === undefined ? '' : ` (${license})`}`;
}

function textsOf({ folder, name }) {
  const isLicence = entry => /^(?:licen[cs]e|copying|thirdpartynotice)[^/]*$/i.test(entry);
  const names = existsSync(folder) ? readdirSync(folder).filter(isLicence) : [];
  const texts = names.map(entry => readFileSync(join(folder, entry), 'utf8').trim());
  const found =
    texts.length > 0 ? texts : [JUPYTER.test(name) ? text('Jupyter') : inReadme(folder)];
  if (found.some(each => each.length < 200)) {
    throw new Error(`The licence of ${name} was not found in ${folder}.`);
  }
  return found;
}

/** What stands below the heading of a read-me that names the licence. */
function inReadme(folder) {
  const path = join(folder, 'README.md');
  const [, found = ''] = existsSync(path)
    ? (/^#+ *licen[cs]e[^\n]*\n(.*)/ims.exec(readFileSync(path, 'utf8')) ?? [])
    : [];
  return found.trim();
}
