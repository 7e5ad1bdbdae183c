/**
 * The browser's converter, asked by tests/recording: logs come as JSON, and recordings with the parts
 * that came after them, and the recordings go back as they are written.
 */
import { readFileSync } from 'node:fs';
import { merged } from '../../labextension/src/recording/parts';
import { canonical, type IRecording } from '../../labextension/src/recording/recording';
import { recordingOfJson, type IToldEntry } from '../../labextension/src/recording/told-logs';

const { logs, parts } = JSON.parse(readFileSync(0, 'utf8')) as {
  logs: IToldEntry[][];
  parts: [IRecording, IRecording][];
};
const recordings = [
  ...logs.map(log => recordingOfJson(log)),
  ...parts.map(([before, part]) => merged(before, part))
];
process.stdout.write(JSON.stringify(recordings.map(one => one && canonical(one))));
