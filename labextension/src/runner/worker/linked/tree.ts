/** Nodes of acorn's tree, and ways through it. */

export interface INode {
  type: string;
  start: number;
  end: number;
  loc: { start: { line: number; column: number } };
  [member: string]: unknown;
}

export function isNode(value: unknown): value is INode {
  return typeof value === 'object' && value !== null && typeof (value as INode).type === 'string';
}

/** The nodes right below one. */
export function childrenOf(node: INode): INode[] {
  return Object.values(node).flatMap(value =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
  );
}

/** Sees a node and all below it; a parent comes before its children. */
export function visit(node: INode, see: (node: INode) => void): void {
  see(node);
  childrenOf(node).forEach(child => visit(child, see));
}

const FUNCTION = /^(?:Function|ArrowFunction|Class)/;

/** Whether a module waits while it is evaluated. */
export function awaitsAtTop(node: INode): boolean {
  return (
    node.type === 'AwaitExpression' ||
    (node.type === 'ForOfStatement' && node.await === true) ||
    (node.type === 'VariableDeclaration' && node.kind === 'await using') ||
    (!FUNCTION.test(node.type) && childrenOf(node).some(awaitsAtTop)) ||
    (node.type.startsWith('Class') && classHeads(node).some(awaitsAtTop))
  );
}

/** What of a class is evaluated where the class stands: its parent, and names that are computed. */
function classHeads(node: INode): INode[] {
  const { superClass, body } = node as unknown as { superClass: INode | null; body: INode };
  const members = body.body as INode[];
  const names = members.filter(member => member.computed === true).map(each => each.key as INode);
  return superClass === null ? names : [superClass, ...names];
}
