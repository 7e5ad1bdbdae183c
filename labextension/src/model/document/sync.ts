/**
 * The binary frames: y-protocols sync messages of one Y.Doc, and nothing else.
 *
 * Strict where the reader of y-protocols is lenient: an unknown type, a length beyond the frame or
 * bytes after the end are errors, because a frame that is half understood diverges silently.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';

/** `step1` carries a state vector and asks for the rest; the others carry an update. */
export interface ISyncMessage {
  kind: 'step1' | 'step2' | 'update';
  payload: Uint8Array;
}

export class SyncFrameError extends Error {}

const MESSAGE_SYNC = 0;

const KINDS = new Map<number, ISyncMessage['kind']>([
  [messageYjsSyncStep1, 'step1'],
  [messageYjsSyncStep2, 'step2'],
  [messageYjsUpdate, 'update']
]);

export function encodeSync({ kind, payload }: ISyncMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_SYNC);
  for (const [number, name] of KINDS) {
    if (name === kind) {
      encoding.writeVarUint(encoder, number);
    }
  }
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** Throws SyncFrameError. The payload is a view of the frame. */
export function decodeSync(frame: Uint8Array): ISyncMessage {
  const decoder = decoding.createDecoder(frame);
  const message = readNumber(decoder);
  if (message !== MESSAGE_SYNC) {
    throw new SyncFrameError(`Message type ${message} is not a sync message`);
  }
  const number = readNumber(decoder);
  const kind = KINDS.get(number);
  if (kind === undefined) {
    throw new SyncFrameError(`Sync message ${number} is unknown`);
  }
  const length = readNumber(decoder);
  if (length !== frame.length - decoder.pos) {
    throw new SyncFrameError(`A payload of ${length} bytes does not end with its frame`);
  }
  return { kind, payload: decoding.readUint8Array(decoder, length) };
}

function readNumber(decoder: decoding.Decoder): number {
  try {
    return decoding.readVarUint(decoder);
  } catch {
    throw new SyncFrameError('The frame ends too early');
  }
}
