/** Standard input as pieces of known length: a text has its length before it, as eight hex digits. */

export interface IInput {
  text(): Promise<string>;
  bytes(size: number): Promise<Uint8Array>;
}

export function openInput(read: (buffer: Uint8Array) => Promise<number | null>): IInput {
  const bytes = async (size: number): Promise<Uint8Array> => {
    const buffer = new Uint8Array(size);
    for (let filled = 0; filled < size;) {
      const count = await read(buffer.subarray(filled));
      if (count === null) {
        throw new Error('standard input ended too early');
      }
      filled += count;
    }
    return buffer;
  };
  const decoder = new TextDecoder();
  return {
    bytes,
    text: async () => {
      const size = parseInt(decoder.decode(await bytes(8)), 16);
      return decoder.decode(await bytes(size));
    }
  };
}
