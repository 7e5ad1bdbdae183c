import { beforeEach, describe, expect, it } from 'vitest';
import { FakeSocket } from '../../../tests/fake-socket';
import { fromHex, golden } from '../../../tests/golden';
import { HandClock } from '../../../tests/hand-clock';
import { CloseCode, FINAL_CLOSE_CODES } from '../../contract/protocol';
import type { ConnectionState, IInterviewConnection } from '../../model/ports';
import { createConnection } from './connection';

let clock: HandClock;
let network: EventTarget;
let random: number;
let connection: IInterviewConnection;
let states: ConnectionState[];

beforeEach(() => {
  FakeSocket.made.length = 0;
  clock = new HandClock();
  network = new EventTarget();
  random = 1;
  states = [];
  connection = createConnection({
    address: known => ({
      url: `wss://host/interview/ws/abc${known ? `?known=${known.seq}:${known.at}` : ''}`,
      protocols: ['interview.v1', 'interview.secret.s3cret']
    }),
    WebSocket: FakeSocket as unknown as typeof WebSocket,
    clock,
    random: () => random,
    network
  });
  connection.stateChanged.connect((_, state) => states.push(state));
});

/** How long it waits after each of so many closes in a row. */
function waits(count: number, code = 1006): number[] {
  return Array.from({ length: count }, () => {
    FakeSocket.last.end(code);
    const [wait] = clock.due;
    clock.turn(wait);
    return wait;
  });
}

describe('frames', () => {
  it('text and binary frames are heard as values', () => {
    const heard: unknown[] = [];
    connection.frame.connect((_, frame) => heard.push(frame));
    connection.binary.connect((_, data) => heard.push(data));
    const { frame } = golden('sync-ack.json');
    const binary = fromHex(golden('sync-binary-update.json').binary ?? '');
    FakeSocket.last.accept();
    FakeSocket.last.hear(JSON.stringify(frame));
    FakeSocket.last.hear('{"type": "from_the_future", "payload": {}}');
    FakeSocket.last.hear(binary.buffer as ArrayBuffer);
    expect(heard).toEqual([frame, binary]);
    expect(FakeSocket.last.binaryType).toBe('arraybuffer');
  });

  it('are sent when open, and answered with false when not', () => {
    const frame = { type: 'language_change', payload: { language: 'python' } } as const;
    expect(connection.send(frame)).toBe(false);
    FakeSocket.last.accept();
    expect(connection.send(frame)).toBe(true);
    expect(connection.sendBinary(new Uint8Array([0, 0, 1, 0]))).toBe(true);
    expect(FakeSocket.last.sent).toEqual([
      JSON.stringify(golden('sync-send-language-change.json').frame).replace(
        'javascript',
        'python'
      ),
      new Uint8Array([0, 0, 1, 0])
    ]);
    FakeSocket.last.end(1006);
    expect(connection.sendBinary(new Uint8Array([0]))).toBe(false);
  });

  it('the credential is offered as a protocol, not in the address', () => {
    expect(FakeSocket.last.url).toBe('wss://host/interview/ws/abc');
    expect(FakeSocket.last.protocols).toEqual(['interview.v1', 'interview.secret.s3cret']);
  });
});

describe('coming back', () => {
  it('goes on by itself, and says what it is doing', () => {
    FakeSocket.last.accept();
    FakeSocket.last.end(CloseCode.restart, 'restart');
    expect(connection.closed).toEqual({ code: CloseCode.restart, reason: 'restart' });
    clock.turn(1_000);
    FakeSocket.last.accept();
    expect(states).toEqual(['open', 'waiting', 'connecting', 'open']);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('waits up to a ceiling that doubles to ten seconds', () => {
    expect(waits(7)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  });

  it('waits half a second at least, and anything between at random', () => {
    random = 0;
    expect(waits(3)).toEqual([500, 500, 500]);
    random = 0.5;
    expect(waits(1)).toEqual([4_250]);
  });

  it('a connection that lasted starts the count anew, one that did not goes on with it', () => {
    waits(4);
    FakeSocket.last.accept();
    clock.turn(9_999);
    expect(waits(1)).toEqual([10_000]);
    FakeSocket.last.accept();
    clock.turn(10_000);
    expect(waits(1)).toEqual([1_000]);
  });

  it.each([CloseCode.rate, CloseCode.overloaded])('%i asks for more patience', code => {
    FakeSocket.last.accept();
    expect(waits(1, code)).toEqual([8_000]);
  });

  it.each([
    CloseCode.malformed,
    CloseCode.timeout,
    CloseCode.conflict,
    CloseCode.tooBig,
    CloseCode.restart,
    1006
  ])('%i is not the end', code => {
    FakeSocket.last.end(code);
    expect(connection.state).toBe('waiting');
  });

  it.each(FINAL_CLOSE_CODES)('%i is the end, until somebody asks again', code => {
    FakeSocket.last.accept();
    FakeSocket.last.end(code);
    clock.turn(60_000);
    network.dispatchEvent(new Event('online'));
    expect(connection.state).toBe('closed');
    expect(FakeSocket.made).toHaveLength(1);
    connection.retryNow();
    expect(connection.state).toBe('connecting');
  });

  it('a replaced document is come back for at once, but not without end', () => {
    FakeSocket.last.accept();
    FakeSocket.last.end(CloseCode.renewed, 'renewed');
    expect([FakeSocket.made.length, connection.state]).toEqual([2, 'connecting']);
    FakeSocket.last.accept();
    FakeSocket.last.end(CloseCode.renewed, 'renewed');
    expect([FakeSocket.made.length, connection.state]).toEqual([2, 'waiting']);
    clock.turn(10_000);
    FakeSocket.last.accept();
    FakeSocket.last.end(CloseCode.renewed, 'renewed');
    expect(connection.state).toBe('connecting');
  });

  it('OF7: what is known of the log is told at every connect, as it is then', () => {
    connection.known = { seq: 7, at: '1790000000' };
    waits(1);
    connection.known = { seq: 9, at: '1790000001' };
    waits(1);
    expect(FakeSocket.made.map(({ url }) => url.split('?')[1])).toEqual([
      undefined,
      'known=7:1790000000',
      'known=9:1790000001'
    ]);
  });

  it('the network being back ends the waiting, once', () => {
    FakeSocket.last.end(1006);
    network.dispatchEvent(new Event('online'));
    network.dispatchEvent(new Event('online'));
    expect(FakeSocket.made).toHaveLength(2);
    clock.turn(20_000);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('renew leaves a dead socket for a new one, and hears nothing of the old', () => {
    const dead = FakeSocket.last;
    const heard: unknown[] = [];
    connection.frame.connect((_, frame) => heard.push(frame));
    dead.accept();
    connection.renew();
    dead.hear(JSON.stringify(golden('sync-ack.json').frame));
    dead.end(1006);
    expect([dead.isClosed, heard, FakeSocket.made.length]).toEqual([true, [], 2]);
    expect(states).toEqual(['open', 'connecting']);
  });
});

describe('dispose', () => {
  it('closes the socket and leaves no timer and no listener', () => {
    FakeSocket.last.accept();
    connection.dispose();
    expect([FakeSocket.last.isClosed, connection.isDisposed]).toEqual([true, true]);
    network.dispatchEvent(new Event('online'));
    connection.retryNow();
    expect([FakeSocket.made.length, clock.due]).toEqual([1, []]);
  });

  it('while waiting ends the waiting', () => {
    FakeSocket.last.end(1006);
    connection.dispose();
    expect(clock.due).toEqual([]);
  });
});
