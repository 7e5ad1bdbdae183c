/** TypeScript's own compiler, for everything that is TypeScript. Types are not checked here either. */
import ts from 'typescript';
import type { ICompileFault, ITranslated } from '../languages';
import { placeBy } from './source-map';

const FILE = 'solution.ts';

/** Names and types that only decorators of the old kind have. */
const OLD_DECORATORS =
  /\bPropertyDescriptor\b|\bdescriptor\b|\bpropertyKey\b|\bparameterIndex\b|reflect-metadata|[(,]\s*@[A-Za-z_$]|\(\s*_?target\s*:\s*\w+\s*,\s*_?(?:key|name|prop|member|method)\w*\s*[:?]/;
const NEW_DECORATORS = /\b(?:Class\w*)?DecoratorContext\b/;

export function compile(code: string): ITranslated {
  const isOld = OLD_DECORATORS.test(code) && !NEW_DECORATORS.test(code);
  const isCommonJS = /\bimport\s+[\w$]+\s*=\s*require\b|\bexport\s*=/.test(code);
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(code, {
    fileName: FILE,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: isCommonJS ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
      esModuleInterop: true,
      isolatedModules: true,
      sourceMap: true,
      experimentalDecorators: isOld,
      useDefineForClassFields: !isOld
    }
  });
  const [fault] =
    diagnostics?.filter(({ category }) => category === ts.DiagnosticCategory.Error) ?? [];
  if (fault !== undefined) {
    throw Object.assign(new SyntaxError(), faultOf(fault));
  }
  if (/\busing\b/.test(code)) {
    provideDisposal();
  }
  const script = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  return { script, place: placeBy(() => sourceMapText as string) };
}

function faultOf({ file, start, messageText }: ts.Diagnostic): ICompileFault {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\.$/, '');
  if (file === undefined || start === undefined) {
    return { message, place: null };
  }
  const { line, character } = ts.getLineAndCharacterOfPosition(file, start);
  return { message, place: { line: line + 1, column: character + 1 } };
}

/** Engines without `using` do not have its symbols. */
function provideDisposal(): void {
  for (const name of ['dispose', 'asyncDispose']) {
    if (!(name in Symbol)) {
      Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
    }
  }
}
