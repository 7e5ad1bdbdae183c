export function withMemoryLimit(bytes: Uint8Array, pages: number): Uint8Array<ArrayBuffer>;
