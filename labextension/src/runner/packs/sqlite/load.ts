/** SQLite in its own memory, from a module that is compiled already. A realm can have one. */
import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
import type { ISqlite } from 'sql.js/dist/sql-wasm-browser.js';

export interface ILoaded {
  sqlite: ISqlite;
  memory: WebAssembly.Memory;
}

export async function loadSqlite(module: WebAssembly.Module): Promise<ILoaded> {
  let memory: WebAssembly.Memory | undefined;
  const sqlite = await initSqlJs({
    instantiateWasm: (imports, found) => {
      void WebAssembly.instantiate(module, imports).then(instance => {
        memory = Object.values(instance.exports).find(each => each instanceof WebAssembly.Memory);
        found(instance, module);
      });
    },
    onAbort: reason => {
      throw new Error(String(reason));
    }
  });
  return { sqlite, memory: memory! };
}
