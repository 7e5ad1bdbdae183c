export const LACKING: string;
export const TEMPLATE: string;
export function ambiguous(files?: ReadonlyMap<string, string>): string[];
export function catalogues(): Map<string, string>;
export function extracted(): string;
export function faults(po: string): string[];
export function merged(po: string, template: string): string;
export function missing(po: string): string[];
export function read(path: string): string;
