/**
 * The parser, and what programs of several files need besides: a file of its own, which is read for
 * programs that import something, and for those that do not parse.
 */
export { parse, parseExpressionAt } from 'acorn';
export { openFiles } from './linked/open';
export { toldOf } from './linked/fault';
