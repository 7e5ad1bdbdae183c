/** Whether a text names something of Node's that is in a file of its own, read only then. */

const GLOBALS = /(?<![.\w$])(?:process|Buffer)\b|(?<![.\w$])require\s*[(.]/;

/** Of test runners; `test(…)` is nearly always one when it is called with a text first. */
const TESTS =
  /(?<![.\w$])(?:describe|it|test|suite|context)(?:\.\w+)*\s*\(\s*["'`]|(?<![.\w$])(?:expect|beforeEach|afterEach|beforeAll|afterAll)\s*\(|(?<![.\w$])(?:jest|vi)\.\w/;

export function namesNode(code: string): boolean {
  return GLOBALS.test(code) || TESTS.test(code);
}
