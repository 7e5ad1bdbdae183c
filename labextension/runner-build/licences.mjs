// The licences of npm packages, as their authors wrote them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of these folders' licences, by the names of the packages. */
export function licences(folders) {
  const packages = [...folders].map(folder => ({
    folder,
    ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  }));
  packages.sort((a, b) => a.name.localeCompare(b.name));
  return (
    packages
      .map(each => [`## ${titleOf(each)}`, ...textsOf(each.folder)].join('\n\n'))
      .join('\n\n') + '\n'
  );
}

function titleOf({ name, version, license }) {
  return `${name} ${version}${license === undefined ? '' : ` (${license})`}`;
}

function textsOf(folder) {
  const isLicence = name => /^(?:licen[cs]e|copying|thirdpartynotice)[^/]*$/i.test(name);
  const names = existsSync(folder) ? readdirSync(folder).filter(isLicence) : [];
  return names.map(name => readFileSync(join(folder, name), 'utf8').trim());
}
