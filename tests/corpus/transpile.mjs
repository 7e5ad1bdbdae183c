// What TypeScript's own compiler makes of programs: a JSON list of them in, one of JavaScript out. With
// the argument `files` each is one file of a program, which Node then runs without being told more.
import ts from 'typescript';

let text = '';
for await (const part of process.stdin) {
  text += part;
}
const ofFiles = process.argv[2] === 'files';
const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ofFiles ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
  esModuleInterop: ofFiles,
  rewriteRelativeImportExtensions: ofFiles,
  resolveJsonModule: ofFiles,
  isolatedModules: true
};
const done = JSON.parse(text).map(code => ts.transpileModule(code, { compilerOptions }).outputText);
process.stdout.write(JSON.stringify(done));
