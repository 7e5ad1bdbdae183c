/** Runs one TypeScript program. */
import { connect } from './connect';
import { typescript } from './languages';
import type { ISucrase } from './languages';
import { runModule } from './module-program';
import { reasonOf } from './python-crash';

async function main(): Promise<void> {
  const connection = await connect();
  try {
    const sucrase = (await import(await connection.part('sucrase'))) as ISucrase;
    await runModule(connection, typescript(sucrase));
  } catch (error) {
    connection.send({ type: 'failed', message: reasonOf(error) });
  }
}

void main();
