// What TypeScript's own compiler makes of programs: a JSON list of them in, one of JavaScript out.
import ts from 'typescript';

let text = '';
for await (const part of process.stdin) {
  text += part;
}
const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  isolatedModules: true
};
const done = JSON.parse(text).map(code => ts.transpileModule(code, { compilerOptions }).outputText);
process.stdout.write(JSON.stringify(done));
