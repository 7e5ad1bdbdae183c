import { describe, expect, it } from 'vitest';
import { GOLDEN, judge, schemaName } from '../../tests/golden';
import { parseFrame, TextFrameError } from './frames';

const TEXT = GOLDEN.filter(example => example.frame !== undefined);
const errors = judge();

describe('text frames', () => {
  it.each(TEXT)('$file is as the contract says', example => {
    expect(errors(schemaName(example), example.frame)).toBe('');
  });

  it.each(TEXT.filter(({ mode, direction }) => mode === 'sync' && direction === 'to_client'))(
    '$file is read',
    ({ frame }) => {
      expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
    }
  );

  it('the contract catches what is wrong with a frame', () => {
    expect(errors('ack', { type: 'ack', payload: { updates: 'many' } })).not.toBe('');
  });

  it('a type from a newer server is passed over', () => {
    expect(parseFrame('{"type": "hand_raised", "payload": {}}')).toBeNull();
    expect(parseFrame('{"type": "constructor", "payload": {}}')).toBeNull();
  });

  it.each(['', 'null', '[]', '{"type": "ack"}', '{"payload": {}}', '{"type":"ack","payload":{}}'])(
    '%s is an error',
    text => {
      expect(() => parseFrame(text)).toThrow(TextFrameError);
    }
  );
});
