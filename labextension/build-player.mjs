// Builds the player in a file into jupyter_interview/static/player/: player.js, player.css, and LICENSES.txt,
// which says whose code is in them. The exporter `player` puts all three into a page with a recording.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundledLicences } from './guest-build/bundled-licences.mjs';
import { buildPlayer } from './guest-build/player.mjs';
import { ROOT } from './guest-build/script.mjs';

const outdir = join(ROOT, 'jupyter_interview', 'static', 'player');
const { js, css, metafiles } = await buildPlayer();
const files = {
  'player.js': js,
  'player.css': css,
  'LICENSES.txt': bundledLicences(...metafiles)
};

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(outdir, name), text);
}

const kilobytes = text => Math.round(text.length / 1024);
const whole = Object.values(files).join('');
console.log(
  `player in a file: ${kilobytes(js)} KB of JavaScript, ${kilobytes(css)} KB of CSS, ` +
    `${kilobytes(files['LICENSES.txt'])} KB of licences, ${kilobytes(gzipSync(whole))} KB compressed`
);
