/**
 * One sentence for what a program cannot have here, beside the engine's own error. It says what is
 * missing and, if there is a replacement, what to use instead.
 */

export const NO_NETWORK = 'There is no network in this sandbox: a program here can ask no server.';

export const NO_JSX =
  'JSX is not JavaScript yet: it needs a build step, React and a page, and none of them is here.';

const ONE_FILE = 'A program here is one file: put what it needs into it.';

/** What a program of several files can import; of any other, that it is one file. */
function ownFiles(files: readonly string[] | null): string {
  return files === null ? ONE_FILE : `The program's files are: ${[...files].sort().join(', ')}.`;
}

const NO_PAGE =
  'There is no page in this sandbox, so no document, window or storage: ' +
  'print with console.log() and ask with prompt().';

const NO_THREADS = 'A program here runs in one thread: it cannot start workers or processes.';

const NO_SUBTLE =
  'crypto.subtle is not in this sandbox, since browsers keep it for pages that came over HTTPS: ' +
  "there are hashes in Node's crypto, as createHash('sha256').";

const NO_CONTEXT =
  'async_hooks is not in this sandbox: no script can follow a context through await. ' +
  'Hand the value on as an argument.';

const STRICT =
  'This program is a module (it has import or export), so it is strict: ' +
  'declare names with let, const or function.';

const PAGE = new Set(
  (
    'document window localStorage sessionStorage history screen parent top frames opener ' +
    'HTMLElement HTMLDivElement HTMLInputElement Element Node NodeList Image Audio DOMParser ' +
    'MutationObserver IntersectionObserver ResizeObserver customElements getComputedStyle ' +
    'requestAnimationFrame cancelAnimationFrame requestIdleCallback matchMedia scrollTo open ' +
    'jQuery $'
  ).split(' ')
);

const THREADS = new Set(
  'Worker SharedWorker MessageChannel MessagePort BroadcastChannel importScripts postMessage'.split(
    ' '
  )
);

const PACKAGES = new Set(
  (
    'React ReactDOM Vue angular _ lodash axios moment dayjs d3 sinon Cypress cy mocha rxjs ' +
    'express mongoose ramda Immutable'
  ).split(' ')
);

const NETWORK_MODULES =
  /^(?:https?|http2|net|tls|dgram|dns(?:\/promises)?|inspector(?:\/promises)?)$/;

const THREAD_MODULES = /^(?:child_process|cluster|worker_threads)$/;

const SYSTEM_MODULES =
  /^(?:constants|diagnostics_channel|domain|module|punycode|repl|sea|sqlite|sys|trace_events|tty|v8|vm|wasi|zlib)$/;

/**
 * On a module that cannot be had; `known` are the names of those that can, `files` those of the
 * program's files, if it has several.
 */
export function adviceOnModule(
  specifier: string,
  known: readonly string[],
  files: readonly string[] | null = null
): string {
  const name = specifier.replace(/^node:/, '');
  if (/^\.{0,2}\//.test(specifier) || /^\.{1,2}$/.test(specifier)) {
    return ownFiles(files);
  }
  if (/^[a-z]+:\/\//i.test(specifier)) {
    return `${NO_NETWORK} ${ownFiles(files)}`;
  }
  if (NETWORK_MODULES.test(name)) {
    return NO_NETWORK;
  }
  if (name === 'async_hooks') {
    return NO_CONTEXT;
  }
  if (THREAD_MODULES.test(name)) {
    return NO_THREADS;
  }
  const list = known.join(', ');
  return specifier.startsWith('node:') || SYSTEM_MODULES.test(name)
    ? `Of Node's modules there are here: ${list}.`
    : `Packages of npm are not in this sandbox. ${ownFiles(files)} Of Node's modules there are: ${list}.`;
}

/** In the words of V8 and SpiderMonkey, which has others for an assignment, and JavaScriptCore. */
const MISSING =
  /^(?:Can't find variable: |assignment to undeclared variable )?([\w$]+)(?: is not defined)?$/;

/** Of V8, which does not say what is undefined, and of others, which do. */
const SUBTLE =
  /undefined \(reading '(?:digest|(?:en|de)crypt|sign|verify|(?:generate|import|export|derive|wrap|unwrap)Key|deriveBits)'\)|\bsubtle\b/;

/** On an error that ended a program; null when there is nothing to add. Modules give their text. */
export function adviceOnError(
  error: unknown,
  moduleText: string | null,
  files: readonly string[] | null = null
): string | null {
  const { name, message } = textsOf(error);
  const missing = MISSING.exec(message);
  if (name === 'ReferenceError' && missing !== null) {
    const [, variable] = missing;
    if (PAGE.has(variable)) {
      return NO_PAGE;
    }
    if (THREADS.has(variable)) {
      return NO_THREADS;
    }
    if (PACKAGES.has(variable)) {
      return `Packages of npm are not in this sandbox. ${ownFiles(files)}`;
    }
    return moduleText !== null && isAssigned(variable, moduleText) ? STRICT : null;
  }
  if (name === 'TypeError' && SUBTLE.test(message) && globalThis.crypto?.subtle === undefined) {
    return NO_SUBTLE;
  }
  if (files !== null && /^ENOENT: .*, open '/.test(message)) {
    return ownFiles(files);
  }
  return name === 'NetworkError' ? NO_NETWORK : null;
}

function isAssigned(variable: string, text: string): boolean {
  const name = variable.replaceAll('$', '\\$');
  return new RegExp(`(?<![.\\w$])${name}\\s*=(?![=>])`).test(text);
}

function textsOf(error: unknown): { name: string; message: string } {
  try {
    const { name, message } = error as { name?: unknown; message?: unknown };
    return { name: String(name), message: String(message) };
  } catch {
    return { name: '', message: '' };
  }
}

/** True for a text that fails to parse because of JSX. */
export function looksLikeJsx(code: string): boolean {
  const opens =
    /(?:return|=>|[(=?:,[]|&&|\|\|)\s*<(?:>|[A-Za-z][\w.]*(?:\s[^<>]*)?\/?>|[A-Za-z][\w.]*\s+\w+=)/;
  return /<\/|\/>/.test(code) && opens.test(code);
}

/** Why a run with this exit code did not end well. */
export function endSentence(code: number): string {
  return `The program ended itself with code ${code}`;
}
