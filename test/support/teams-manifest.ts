// What Microsoft Teams takes in an app package: the published schema, and the narrower limits of its documentation.
import { readFileSync } from 'node:fs';
import ajvDraft4, { type ValidateFunction } from 'ajv-draft-04';
import { z } from 'zod';
import { readPng } from './png.ts';

/** One that Teams takes everywhere by now. https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
export const schemaVersion = '1.24';
const schemas = new URL(
  '../../node_modules/@microsoft/app-manifest/build/json-schemas/teams/',
  import.meta.url,
);
const ajv = new ajvDraft4.default({ allErrors: true, strict: false, unicodeRegExp: false });
ajv.addFormat('uri', (text: string) => URL.canParse(text));

const validators = new Map<string, ValidateFunction>();
function validatorOf(name: string): ValidateFunction {
  const made = validators.get(name);
  if (made) return made;
  const schema: unknown = JSON.parse(readFileSync(new URL(`v${schemaVersion}/${name}`, schemas), 'utf8'));
  const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(schema));
  validators.set(name, validate);
  return validate;
}

function schemaFaults(value: unknown, name: string): readonly string[] {
  const validate = validatorOf(name);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const commands = z.array(z.looseObject({ title: z.string(), description: z.string() }));
const shape = z.looseObject({
  manifestVersion: z.string(),
  id: z.string(),
  localizationInfo: z.looseObject({
    additionalLanguages: z.array(z.looseObject({ languageTag: z.string(), file: z.string() })),
  }),
  developer: z.record(z.string(), z.string()),
  icons: z.strictObject({ color: z.string(), outline: z.string() }),
  bots: z.array(
    z.looseObject({
      botId: z.string(),
      scopes: z.array(z.string()),
      commandLists: z.array(z.looseObject({ scopes: z.array(z.string()), commands })),
    }),
  ),
  validDomains: z.array(z.string()),
});
export type TeamsManifest = z.infer<typeof shape>;

/** Throws where it has not even the parts that are looked at. */
export const readTeamsManifest = (text: string): TeamsManifest => shape.parse(JSON.parse(text));

// https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema: bots.commandLists.
// The schema itself became wider; clients before it show no more than this.
const most = { commands: 10, title: 32, description: 128 } as const;

const wordFaults = (where: string, title: string, description: string): readonly string[] => [
  ...(title.length > most.title ? [`${where} has a title of ${title.length} characters`] : []),
  ...(description.length > most.description
    ? [`${where} has a description of ${description.length} characters`]
    : []),
];

/** Everything that Teams would refuse, or cut. */
export function manifestFaults(value: unknown): readonly string[] {
  const found = [...schemaFaults(value, 'MicrosoftTeams.schema.json')];
  const read = shape.safeParse(value);
  if (!read.success) return found.length > 0 ? found : ['parts are missing'];
  const lists = read.data.bots.flatMap((bot) => bot.commandLists);
  for (const [at, list] of lists.entries()) {
    if (list.commands.length > most.commands) found.push(`list ${at} has ${list.commands.length} commands`);
    for (const one of list.commands)
      found.push(...wordFaults(`${one.title} of list ${at}`, one.title, one.description));
  }
  const scopes = lists.flatMap((list) => list.scopes);
  if (new Set(scopes).size < scopes.length) found.push('a scope has two lists of commands');
  return found;
}

/** Everything that Teams would refuse in the words of another language, or that has no place in the manifest. */
export function languageFaults(value: unknown, manifest: TeamsManifest): readonly string[] {
  const found = [...schemaFaults(value, 'MicrosoftTeams.Localization.schema.json')];
  const words = z.record(z.string(), z.string()).parse(value);
  for (const [bot, { commandLists }] of manifest.bots.entries())
    for (const [list, { commands: some }] of commandLists.entries())
      for (const at of some.keys()) {
        const place = `bots[${bot}].commandLists[${list}].commands[${at}]`;
        const [title, description] = [words[`${place}.title`], words[`${place}.description`]];
        if (title === undefined || description === undefined) found.push(`${place} is missing`);
        else found.push(...wordFaults(place, title, description));
      }
  const placed = manifest.bots.flatMap((bot) => bot.commandLists).flatMap((list) => list.commands).length;
  const given = Object.keys(words).filter((key) => key.includes('.commands[')).length;
  if (given > 2 * placed) found.push('words for commands that are not there');
  return found;
}

/** What is wrong with an icon: its size, and what Teams asks of its colours. */
export function iconFaults(kind: 'color' | 'outline', png: Buffer): readonly string[] {
  const { width, height, rgba } = readPng(png);
  const wanted = kind === 'color' ? 192 : 32;
  const found: string[] = [];
  if (width !== wanted || height !== wanted) found.push(`it is ${width} by ${height}`);
  let [clear, drawn, coloured] = [0, 0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at, at + 4);
    if (alpha < 255) clear += 1;
    if (alpha > 0) drawn += 1;
    if (alpha > 0 && red + green + blue < 3 * 255) coloured += 1;
  }
  if (drawn === 0) found.push('nothing is drawn');
  if (kind === 'color' && clear > 0) found.push('it can be seen through');
  if (kind === 'outline' && coloured > 0) found.push('it is not only white');
  if (kind === 'outline' && clear === 0) found.push('it cannot be seen through');
  return found;
}
