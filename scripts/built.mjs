// node scripts/built.mjs PART: says that a part of the front end was built from the sources as they
// are. The scripts of package.json end with it.
import { markBuilt } from './lib/parts.mjs';

markBuilt(process.argv[2]);
