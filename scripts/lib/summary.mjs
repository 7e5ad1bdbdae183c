// What stands at the end of `npm test`: how each part went, and of a failed one what failed first.

/** `results` are parts with the exit `code`, the `text` and the `seconds` of each. */
export function summary(results) {
  const told = results.map(({ title, code, text, seconds }) => {
    const word = code === 0 ? 'ok    ' : 'FAILED';
    const line = `${word}  ${title} (${seconds.toFixed(0)} s)  ${lastWords(text)}`;
    return code === 0 ? line : `${line}\n        ${firstFailure(text)}`;
  });
  const failed = results.filter(({ code }) => code !== 0).length;
  const last = failed ? `${failed} of ${results.length} parts failed.` : 'Everything passed.';
  return [...told, last].join('\n');
}

// eslint-disable-next-line no-control-regex
const lines = text => text.replaceAll(/\x1b\[[0-9;]*m/g, '').split('\n');

/** The tool's own last words: "12 passed, 1 failed in 3.4s", "Tests  30 passed (30)". */
function lastWords(text) {
  const line = lines(text).findLast(words =>
    /^\s*Tests\s|\d+ (passed|failed|errors?)\b.* in \d/.test(words)
  );
  return line?.replaceAll(/^[=\s]*(Tests)?\s*|[=\s]*$/g, '') ?? '';
}

/** As pytest, vitest and pre-commit name what failed. */
function firstFailure(text) {
  const line = lines(text).find(words =>
    /^(FAILED|ERROR) tests\/|^ FAIL |\.{3}Failed$/.test(words)
  );
  return line?.trim() ?? 'It failed before it said what: see above.';
}
