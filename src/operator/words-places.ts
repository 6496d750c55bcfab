// Where each text of the catalogue appears: read out of the sources, so that it cannot get old.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** `inside` is the function that arranges it; `as` what it is there, '' where that cannot be read. */
export type Place = { file: string; inside: string; as: string };

/** What stands just before a text says what it is. */
const roles: Readonly<Record<string, string>> = {
  heading: 'heading',
  title: 'title',
  text: 'text',
  quiet: 'small print',
  label: 'label',
  summary: 'notification, and for screen readers',
  submit: 'button that sends',
  close: 'button that closes',
  yes: 'button that confirms',
  no: 'button that goes back',
  help: 'hint',
  hint: 'hint in the list of commands',
};

type Source = { file: string; text: string };

/** What speaks the catalogue. The playground has words of its own: no hospital sees it. */
export const sources = (): readonly Source[] =>
  ['src', 'adapters']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        [folder, ...file.split(sep)].join('/'),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !/^(src\/(words|operator)|adapters\/playground)\//.test(file))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

function placeAt({ file, text }: Source, at: number): Place {
  const before = text.slice(0, at);
  const opened = [...before.matchAll(/^(?:export )?(?:async )?(?:const|function) (\w+)/gm)].at(-1);
  const role = /(\w+)(?:: *|\(\s*)(?:say\(\s*)?$/.exec(before)?.[1] ?? '';
  return { file, inside: opened?.[1] ?? '', as: roles[role] ?? '' };
}

/** A key is written whole, or put together from its beginning and a value: `mood.${…}`. */
function spokenIn(source: Source, key: string): readonly Place[] {
  const found: Place[] = [];
  const whole = `'${key}'`;
  for (let at = source.text.indexOf(whole); at >= 0; at = source.text.indexOf(whole, at + 1))
    found.push(placeAt(source, at));
  for (const match of source.text.matchAll(/`([a-z]+[.][a-z.-]*)\$\{/g))
    if (key.startsWith(match[1] ?? key)) found.push(placeAt(source, match.index));
  return found;
}

/** Each place once, in the order of the files. Empty for what nothing says. */
export function placesOf(key: string, among: readonly Source[]): readonly Place[] {
  const seen = new Set<string>();
  return among
    .flatMap((source) => spokenIn(source, key))
    .filter(({ file, inside, as }) => {
      const id = `${file} ${inside} ${as}`;
      return !seen.has(id) && seen.add(id);
    });
}

const spaced = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ');

/** As somebody reads it who does not know the sources: `checkins: mood form, heading`. */
export function placeWords({ file, inside, as }: Place): string {
  const parts = file.replace(/\.ts$/, '').split('/');
  const [room = '', thing = ''] = parts.slice(-2);
  const where = room === 'src' ? thing : thing === 'cards' || thing === 'feature' ? room : `${room} ${thing}`;
  return `${spaced(where)}: ${spaced(inside)}${as === '' ? '' : `, ${as}`}`;
}
