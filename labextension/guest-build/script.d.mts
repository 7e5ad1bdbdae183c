import type { BuildOptions, BuildResult, Metafile } from 'esbuild';

export const ROOT: string;
export const COMMON: BuildOptions;
export function buildScript(
  options: BuildOptions
): Promise<BuildResult<{ metafile: true; write: false }>>;
export function firstOf(metafile: Metafile): { entry: string; preload: string[] };
