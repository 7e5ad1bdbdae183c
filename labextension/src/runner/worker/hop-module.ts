/**
 * A small WebAssembly module that carries a call of the interpreter over to another stack of the
 * engine and back, and one that shows how much a stack bears.
 *
 * Only WebAssembly may stand between the function that a stack was begun with and the one that
 * makes it wait, so this cannot be written in JavaScript.
 */

type Bytes = readonly number[];

const I32 = 0x7f;
const I64 = 0x7e;

const section = (id: number, ...entries: Bytes[]): Bytes => {
  const content = [entries.length, ...entries.flat()];
  return [id, (content.length & 127) | 128, content.length >> 7, ...content];
};
const text = (value: string): Bytes => [value.length, ...new TextEncoder().encode(value)];
const functionType = (parameters: Bytes, results: Bytes): Bytes => [
  ...[0x60, parameters.length, ...parameters],
  ...[results.length, ...results]
];
const imported = (name: string, type: number): Bytes => [...text('hop'), ...text(name), 0, type];
const exported = (name: string, index: number): Bytes => [...text(name), 0, index];
const body = (code: Bytes, locals: Bytes = [0]): Bytes => {
  const content = [...locals, ...code, 0x0b];
  return [(content.length & 127) | 128, content.length >> 7, ...content];
};
const local = (index: number): Bytes => [0x20, index];
const call = (index: number): Bytes => [0x10, index];

/** Parameters of the function that shows how much a stack bears: all are needed to its end. */
export const DIVE_WIDTH = 16;
const WIDE = Array.from({ length: DIVE_WIDTH }, (_, index) => index);

/**
 * Imports `evaluate`, which goes on in the new stack; `begin`, which returns a number for the call;
 * `elsewhere`, which makes the old stack wait; `leave` at the end in the new stack and `back` when
 * the old one goes on; `count` at each
 * level of a `dive`, which only ends when a stack is full; and `swapped`, which it exports again.
 */
export function hopModule(): WebAssembly.Module {
  const evaluate = functionType([I32, I32, I32], [I32]);
  const numbered = functionType([I32, I32, I32, I32], [I32]);
  return new WebAssembly.Module(
    Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(
        1,
        evaluate,
        numbered,
        functionType([], [I32]),
        functionType([I32], []),
        functionType([], []),
        functionType(Array<number>(DIVE_WIDTH).fill(I64), [I64])
      ),
      ...section(
        2,
        imported('evaluate', 0),
        imported('elsewhere', 1),
        imported('begin', 2),
        imported('leave', 3),
        imported('back', 3),
        imported('count', 4),
        imported('swapped', 4)
      ),
      ...section(3, [0], [1], [5], [4]),
      ...section(
        7,
        exported('hop', 7),
        exported('run', 8),
        exported('dive', 9),
        exported('swapped', 10)
      ),
      ...section(
        10,
        // hop(state, frame, raises)
        body(
          [
            ...[...call(2), 0x22, 3, ...local(0), ...local(1), ...local(2), ...call(1)],
            ...[...local(3), ...call(4)]
          ],
          [1, 1, I32]
        ),
        // run(number, state, frame, raises)
        body([...local(1), ...local(2), ...local(3), ...call(0), ...local(0), ...call(3)]),
        // dive(...): calls itself with each number one higher, and adds all up afterwards.
        body([
          ...call(5),
          ...WIDE.flatMap(index => [...local(index), 0x42, 1, 0x7c]),
          ...call(9),
          ...WIDE.flatMap(index => [...local(index), 0x7c])
        ]),
        body(call(6))
      )
    ])
  );
}
