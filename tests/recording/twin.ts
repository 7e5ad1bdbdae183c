/**
 * The browser's converter, asked by tests/recording: logs come as JSON, and the recordings go back as
 * they are written.
 */
import { readFileSync } from 'node:fs';
import { canonical } from '../../labextension/src/recording/recording';
import { recordingOfJson, type IToldEntry } from '../../labextension/src/recording/told-logs';

const logs = JSON.parse(readFileSync(0, 'utf8')) as IToldEntry[][];
process.stdout.write(JSON.stringify(logs.map(log => canonical(recordingOfJson(log)))));
