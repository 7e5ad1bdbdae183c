/** TypeScript's own compiler, for everything that is TypeScript. Types are not checked here either. */
import ts from 'typescript';
import type { ICompileFault, ITranslated } from '../languages';
import { placeBy } from './source-map';

const FILE = 'solution.ts';

/** Names that the parameters of a decorator of the old kind have. */
const OLD_NAMES = /^_?(?:descriptor|propertyKey|parameterIndex)$/;
const TARGET = /^_?target$/;
const MEMBER = /^_?(?:key|name|prop|member|method)/;
const OLD_TYPES = /^(?:Typed)?PropertyDescriptor$/;
const NEW_TYPES = /^(?:Class\w*)?DecoratorContext$/;

export function compile(code: string): ITranslated {
  const source = ts.createSourceFile(FILE, code, ts.ScriptTarget.ES2022);
  const isOld = hasOldDecorators(source);
  const isCommonJS = source.statements.some(
    statement =>
      (ts.isImportEqualsDeclaration(statement) &&
        ts.isExternalModuleReference(statement.moduleReference)) ||
      (ts.isExportAssignment(statement) && statement.isExportEquals === true)
  );
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

/**
 * Whether decorators are of the kind before the standard's. Their parameters tell it: those that are
 * used as decorators here, or of any function where those come from elsewhere.
 */
function hasOldDecorators(source: ts.SourceFile): boolean {
  const uses = new Set<string>();
  const functions: { name: string; parameters: ts.NodeArray<ts.ParameterDeclaration> }[] = [];
  let decoratesParameters = false;
  let importsMetadata = false;
  const visit = (node: ts.Node, owner: string): void => {
    for (const decorator of ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []) {
      uses.add(rootOf(decorator.expression));
      decoratesParameters ||= ts.isParameter(node);
    }
    importsMetadata ||= ts.isStringLiteral(node) && node.text === 'reflect-metadata';
    const { name } = node as { name?: ts.Node };
    const named = owner === '' && name !== undefined && ts.isIdentifier(name) ? name.text : owner;
    if (ts.isFunctionLike(node)) {
      functions.push({ name: named, parameters: node.parameters });
    }
    ts.forEachChild(node, child => visit(child, named));
  };
  visit(source, '');
  const own = functions.filter(({ name }) => uses.has(name));
  const judged = (own.length > 0 ? own : functions).map(({ parameters }) => parameters);
  const types = judged.flat().map(({ type }) => (type === undefined ? '' : nameOfType(type)));
  if (types.some(type => NEW_TYPES.test(type))) {
    return false;
  }
  return (
    decoratesParameters ||
    importsMetadata ||
    types.some(type => OLD_TYPES.test(type)) ||
    judged.some(parameters => hasOldNames(parameters.map(({ name }) => nameOf(name))))
  );
}

function hasOldNames([first = '', second = '', ...more]: string[]): boolean {
  return (
    [first, second, ...more].some(name => OLD_NAMES.test(name)) ||
    (TARGET.test(first) && MEMBER.test(second))
  );
}

/** `a` of `@a`, `@a(1)` and `@a.b(1)`. */
function rootOf(expression: ts.Expression): string {
  let node: ts.Expression = expression;
  while (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) {
    node = node.expression;
  }
  return nameOf(node);
}

function nameOfType(type: ts.TypeNode): string {
  return ts.isTypeReferenceNode(type) ? nameOf(type.typeName) : '';
}

function nameOf(node: ts.Node): string {
  return ts.isIdentifier(node) ? node.text : '';
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
