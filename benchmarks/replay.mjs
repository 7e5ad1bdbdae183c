// The reader's half of replay.py: a recording comes as a file, and times go back as JSON.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { TextAt } from '../labextension/src/recording/text-at';

const packed = readFileSync(process.argv[2]);
const [loaded, recording] = timed(() => JSON.parse(gunzipSync(packed).toString()));
const [prepared, at] = timed(() => {
  const texts = new TextAt(recording);
  while (texts.prepare(4096)) {
    // In one go, which a page would do in its idle time.
  }
  return texts;
});
const seeks = [];
for (let step = 0; step < 1000; step++) {
  const edits = (step * 104729) % (at.length + 1);
  seeks.push(timed(() => at.text(0, edits))[0]);
}
seeks.sort((a, b) => a - b);
const [checked, broken] = timed(() => at.broken().length);
const { heapUsed } = process.memoryUsage();
const told = { loaded, prepared, p50: seeks[500], p99: seeks[990], checked, broken, heapUsed };
process.stdout.write(JSON.stringify(told));

function timed(work) {
  const before = performance.now();
  const made = work();
  return [performance.now() - before, made];
}
