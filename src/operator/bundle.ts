// `npm run bundle`, which `npm ci` does by itself: see bundled.ts. Where it cannot, it says so, and nothing is wrong.
// A word after it names another folder, as deep below the root, in which it is put.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { bundleOf, root, stamp, stampFile } from './bundled.ts';

/** They look for files of their own, or are loaded late. */
const apart = ['@resvg/resvg-js', 'adaptivecards', 'botframework-connector', 'pg-native'];
const [folder = bundleOf(root)] = process.argv.slice(2);

/** How the sources find a migration by its name. */
const migration = /`\.\.\/\.\.\/migrations\/(.+?)\.ts`/;

async function bundle(): Promise<void> {
  const { rolldown } = await import('rolldown');
  const migrations = readdirSync(join(root, 'migrations')).map(
    (name) => `migrations/${basename(name, '.ts')}`,
  );
  const made = stamp(root);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const build = await rolldown({
    cwd: root,
    platform: 'node',
    input: Object.fromEntries(
      [...migrations, 'src/program'].map((part) => [part.replace('src/', ''), join(root, `${part}.ts`)]),
    ),
    external: (name) => apart.some((one) => name === one || name.startsWith(`${one}/`)),
    plugins: [
      {
        name: 'places',
        // Sources look for files from where they stand, which is elsewhere now.
        transform(code, file) {
          const place = relative(root, file);
          if (place.startsWith('node_modules') || !code.includes('import.meta.url')) return null;
          return code
            .replaceAll(
              'import.meta.url',
              `new URL(${JSON.stringify(join('../../..', place))}, import.meta.url).href`,
            )
            .replace(migration, '`./migrations/$1.js`');
        },
      },
    ],
  });
  await build.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' });
  await build.close();
  // Last: a bundle that was cut off is none.
  writeFileSync(join(folder, stampFile), made);
}

try {
  await bundle();
} catch (error) {
  const [reason] = String(error).split('\n');
  process.stderr.write(
    `Not bundled: ${reason} Lamplight runs from its sources, and takes a little longer to start.\n`,
  );
}
