/** Runs one JavaScript program. */
import { connect } from './connect';
import { JAVASCRIPT } from './languages';
import { runModule } from './module-program';

void connect().then(connection => runModule(connection, JAVASCRIPT));
