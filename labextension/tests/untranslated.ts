/**
 * Finds texts for people that do not go through a translator: words between tags, and words given to
 * an attribute that is seen or read out. It reads the syntax, as the extraction does.
 */
import * as ts from 'typescript';

/** Attributes of elements and of our components whose text people see or hear. */
const SEEN = [
  'accessibleName',
  'advice',
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
  'tooltip',
  'verb'
];

const ASSIGNED = ['alt', 'ariaLabel', 'innerText', 'placeholder', 'textContent', 'title'];

/** Two letters in a row: signs, and units such as "s", are the same everywhere. */
const WORD = /\p{L}{2}/u;

/** The texts, each with the number of its line. */
export function untranslated(source: string, isJsx = true): string[] {
  const kind = isJsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile('', source, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const tell = (node: ts.Node, text: string): void => {
    if (WORD.test(text)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1}: ${text.trim()}`);
    }
  };

  /** Whatever an expression may be in the end; what it calls is looked at as a call. */
  const shown = (node: ts.Node | undefined): void => {
    if (node === undefined) {
      return;
    }
    if (ts.isStringLiteralLike(node)) {
      tell(node, node.text);
    } else if (ts.isTemplateExpression(node)) {
      tell(
        node,
        [node.head, ...node.templateSpans.map(span => span.literal)].map(textOf).join(' ')
      );
    } else if (ts.isConditionalExpression(node)) {
      shown(node.whenTrue);
      shown(node.whenFalse);
    } else if (ts.isBinaryExpression(node) && !isComparison(node)) {
      shown(node.left);
      shown(node.right);
    } else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
      shown(node.expression);
    } else if (ts.isJsxExpression(node)) {
      shown(node.expression);
    }
  };

  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) {
      tell(node, node.text);
    } else if (ts.isJsxAttribute(node) && SEEN.includes(node.name.getText())) {
      shown(node.initializer);
    } else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      shown(node);
    } else if (ts.isPropertyAssignment(node) && SEEN.includes(propertyName(node))) {
      shown(node.initializer);
    } else if (isAssignment(node)) {
      shown(node.right);
    } else if (isSetting(node)) {
      shown(node.arguments[1]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const textOf = ({ text }: { text: string }): string => text;

function propertyName({ name }: ts.PropertyAssignment): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}

/** `node.textContent = …` */
function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    ASSIGNED.includes(node.left.name.text)
  );
}

/** `node.setAttribute('title', …)` */
function isSetting(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) {
    return false;
  }
  const [name] = node.arguments;
  return (
    node.expression.name.text === 'setAttribute' &&
    name !== undefined &&
    ts.isStringLiteralLike(name) &&
    SEEN.includes(name.text)
  );
}

function isComparison({ operatorToken }: ts.BinaryExpression): boolean {
  const { kind } = operatorToken;
  return (
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}
