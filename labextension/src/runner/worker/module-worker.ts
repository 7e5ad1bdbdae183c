/** Runs one program in JavaScript or, when the worker is called so, in TypeScript. */
import { BROWSER } from './browser';
import { connect } from './connect';
import { JAVASCRIPT, typescript } from './languages';
import { runModule } from './module-program';

const isTypeScript = self.name === 'typescript';

void connect().then(connection =>
  runModule(connection, isTypeScript ? typescript(connection) : JAVASCRIPT, BROWSER)
);
