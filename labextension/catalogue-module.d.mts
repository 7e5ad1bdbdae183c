import type { Plugin } from 'vite';

export function catalogueModule(
  po: string | Buffer,
  keeps?: (sources: readonly string[]) => boolean
): string;
export const viteCatalogues: Plugin;
