/** What the build uses to keep the memory of an interpreter. */
export { installHarness } from './harness-scope';
export { packMemory } from './memory';
