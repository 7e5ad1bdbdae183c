// npm run translations: brings the catalogues of labextension/translations up to date with the
// sources, and says what is left to do. With --check it writes nothing, and fails where there is
// something to do. With --allow what is missing now may be missing (lacking.json) until translated.
import { writeFileSync } from 'node:fs';
import { main } from './lib/main.mjs';
import { Failure } from './lib/failure.mjs';
import {
  LACKING,
  TEMPLATE,
  ambiguous,
  catalogues,
  extracted,
  faults,
  merged,
  missing,
  read
} from './lib/translations.mjs';

const MOST = 60;
const has = option => process.argv.includes(option);

main(() => {
  const template = extracted();
  const lacking = new Set(JSON.parse(read(LACKING)));
  const stale = [];
  const put = (path, text) => {
    if (text !== read(path)) {
      stale.push(path);
      if (!has('--check')) {
        writeFileSync(path, text);
      }
    }
  };
  put(TEMPLATE, template);
  const problems = ambiguous();
  const left = new Set();
  for (const [locale, path] of catalogues()) {
    const po = merged(read(path), template);
    put(path, po);
    problems.push(...faults(po).map(fault => `${locale}: ${fault}`));
    for (const msgid of missing(po)) {
      left.add(msgid);
      if (!lacking.has(msgid) && !has('--allow')) {
        problems.push(`${locale}: “${msgid}” has no translation`);
      }
    }
  }
  if (!has('--check')) {
    const allowed = [...left].filter(msgid => has('--allow') || lacking.has(msgid));
    writeFileSync(LACKING, JSON.stringify(allowed.sort(), null, 2) + '\n');
  } else {
    problems.push(...stale.map(path => `${path} is older than the sources: npm run translations`));
  }
  if (problems.length > 0) {
    const listed = problems.slice(0, MOST).join('\n');
    throw new Failure(`The catalogues need work, ${problems.length} times:\n${listed}`);
  }
});
