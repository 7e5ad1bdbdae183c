export const NAME: string;
export function patchedInspect(): string;
