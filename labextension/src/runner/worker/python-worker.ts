/** Runs one Python program. */
import { connect } from './connect';
import { runPython } from './python-program';

void connect().then(runPython);
