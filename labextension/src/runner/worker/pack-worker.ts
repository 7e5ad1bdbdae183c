/** Runs one program of the pack after which the worker is called. */
import type { PackLanguage } from '../packs/packs';
import { connect } from './connect';
import { runPack } from './pack-program';

const language = self.name as PackLanguage;

void connect().then(connection => runPack(connection, language));
