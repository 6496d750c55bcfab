// Where everything begins: it only chooses between the sources and what `npm run bundle` made of them. Exports nothing. Itself it
// is no TypeScript: to take the types out of it would take Node longer than all of what it does.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Beside the packages, where whoever may write the code alone may write. Where nobody may, everything is compiled each time.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'));
const { bundled } = await import('./operator/bundled.ts');
const bundle = bundled();
await (bundle === undefined ? import('./program.ts') : import(bundle));
