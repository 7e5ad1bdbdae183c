import type { Plugin } from 'vite';

export function catalogueModule(po: string | Buffer): string;
export const viteCatalogues: Plugin;
