// Makes the browser's types of the contract from openapi/: REST bodies, and the commands and events of
// a session. `npm run build:contract` writes them; a test makes them again and compares.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';

const ROOT = new URL('../', import.meta.url);
const HEAD = '// Made by scripts/contract.mjs; change the document and make it again.\n';
const MADE = {
  'openapi.yaml': 'labextension/src/contract/generated-rest.ts',
  'session.yaml': 'labextension/src/contract/generated-session.ts'
};

export async function make() {
  const made = {};
  for (const [document, file] of Object.entries(MADE)) {
    const types = await openapiTS(new URL(`openapi/${document}`, ROOT), {
      alphabetize: false,
      defaultNonNullable: false,
      exportType: true
    });
    const options = await prettier.resolveConfig(new URL(file, ROOT).pathname);
    made[file] = await prettier.format(
      HEAD + astToString(types.filter(type => type.name?.text === 'components')),
      {
        ...options,
        parser: 'typescript'
      }
    );
  }
  return made;
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
