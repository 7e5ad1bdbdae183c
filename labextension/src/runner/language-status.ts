/** How far the loading of one language is, in the words for people. */
import { TITLES } from '../contract/generated-languages';
import type { IRunnerStatus, RunLanguage } from './types';

/** The share of the whole that fetching the files takes; the rest is the first start. */
const FETCH_SHARE = 0.8;

export const IDLE: IRunnerStatus = { phase: 'idle', progress: 0, message: '' };

export const READY: IRunnerStatus = { phase: 'ready', progress: 1, message: '' };

export function fetching(language: RunLanguage, fraction: number): IRunnerStatus {
  const percent = Math.floor(fraction * 100);
  return {
    phase: 'loading',
    progress: fraction * FETCH_SHARE,
    message: `Loading ${TITLES[language]} (${percent} %)`
  };
}

/** Packages of the site on their way to a program that imports them. */
export function fetchingPackages(fraction: number): IRunnerStatus {
  return {
    phase: 'loading',
    progress: fraction,
    message: `Loading packages (${Math.floor(fraction * 100)} %)`
  };
}

export function booting(language: RunLanguage): IRunnerStatus {
  return {
    phase: 'loading',
    progress: FETCH_SHARE,
    message: `Starting ${TITLES[language]}`
  };
}

export function failed(language: RunLanguage, reason: string): IRunnerStatus {
  return { phase: 'failed', progress: 0, message: loadFailure(language, reason) };
}

export function loadFailure(language: RunLanguage, reason: string): string {
  return `${TITLES[language]} could not be loaded: ${reason}`;
}
