/**
 * Text frames of the server, from text to values.
 *
 * The server is the other half of this program, so its frames are checked for shape (a known type
 * with the fields of that type) and not for every value. An unknown type is a newer server's news
 * and is passed over.
 */
import type { ILogPosition, ServerFrame } from './protocol';

const FIELDS: Readonly<Record<ServerFrame['type'], readonly string[]>> = {
  welcome: [
    'protocol',
    'epoch',
    'continues',
    'seq',
    'at',
    'peer',
    'user',
    'role',
    'actions',
    'language',
    'folder',
    'session',
    'users',
    'runs',
    'limits'
  ],
  waiting: ['user', 'session'],
  user_joined: ['user'],
  user_left: ['user', 'reason'],
  language_change: ['language', 'user'],
  folder: ['folder', 'user', 'shows'],
  run_started: ['run'],
  run_output: ['runId', 'index', 'stream', 'text'],
  execution_result: ['output', 'error', 'timestamp', 'run'],
  cursor_change: ['peer', 'userId', 'file', 'cursor'],
  session_state: ['state', 'title', 'endedAt', 'role', 'actions'],
  announcement: ['announcement'],
  signal: ['signal'],
  question: ['question'],
  private_side: ['side'],
  question_removed: ['question'],
  questions_order: ['questions'],
  check_started: ['check'],
  check_results: ['check', 'results'],
  check_ended: ['check', 'state', 'endedAt', 'passed', 'points', 'of'],
  hidden_check_ended: ['check'],
  hidden_result: ['result'],
  attachment: ['attachment', 'reason'],
  ack: ['updates', 'seq', 'at'],
  error: ['error', 'code']
};

export class TextFrameError extends Error {}

/** Null for a type that is not known. Throws TextFrameError. */
export function parseFrame(text: string): ServerFrame | null {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    throw new TextFrameError('A text frame is not JSON');
  }
  if (!isRecord(frame) || typeof frame.type !== 'string' || !isRecord(frame.payload)) {
    throw new TextFrameError('A text frame has no type or no payload');
  }
  if (!Object.hasOwn(FIELDS, frame.type)) {
    return null;
  }
  const { payload } = frame;
  const missing = FIELDS[frame.type as ServerFrame['type']].filter(field => !(field in payload));
  if (missing.length > 0) {
    throw new TextFrameError(`A frame ${frame.type} lacks ${missing.join(', ')}`);
  }
  return frame as unknown as ServerFrame;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of a frame that names a place in the log, that alone. */
export function positionOf({ seq, at }: ILogPosition): ILogPosition {
  return { seq, at };
}
