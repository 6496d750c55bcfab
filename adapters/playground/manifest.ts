// The app is installed in the pretend workplaces from the very manifests that real ones are installed from: a scope, an
// event or a command that is missing there is missing here.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const slack = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string(), usage_hint: z.string().optional() }),
    ),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

const teams = z.object({
  localizationInfo: z
    .object({ additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })) })
    .optional(),
  bots: z
    .array(
      z.object({
        commandLists: z
          .array(
            z.object({
              scopes: z.array(z.string()),
              commands: z.array(z.object({ title: z.string(), description: z.string() })),
            }),
          )
          .optional(),
      }),
    )
    .min(1),
});

/** What can be typed; offered to whoever begins to. */
export type Command = { command: string; description: string; hint?: string };
export type Manifest = {
  commands: readonly Command[];
  scopes: readonly string[];
  events: readonly string[];
};
/** What Teams suggests in a person's own chat with the bot, and where the bot is mentioned. */
export type Suggestions = { personal: readonly Command[]; team: readonly Command[] };

export async function readManifest(file: string | URL): Promise<Manifest> {
  const { features, oauth_config, settings } = slack.parse(JSON.parse(await readFile(file, 'utf8')));
  return {
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      ...(usage_hint === undefined ? {} : { hint: usage_hint }),
    })),
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
  };
}

/** In the language of whoever is asked, where the manifest speaks it. */
export type Suggest = (locale: string) => Suggestions;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Nothing where there is no such file: Teams can do without. Throws where it is there and makes no sense. */
export async function readSuggestions(file: string | URL): Promise<Suggest> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return () => ({ personal: [], team: [] });
    throw error;
  }
  const { bots, localizationInfo } = teams.parse(JSON.parse(text));
  const lists = bots[0]?.commandLists ?? [];
  const languages = new Map<string, Readonly<Record<string, string>>>();
  const folder = dirname(file instanceof URL ? fileURLToPath(file) : file);
  for (const { languageTag, file: name } of localizationInfo?.additionalLanguages ?? [])
    languages.set(
      languageTag,
      z.record(z.string(), z.string()).parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    );

  return (locale) => {
    // A language's words stand under the place that they take: `bots[0].commandLists[0].commands[1].title`.
    // https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-localization
    const spoken = languages.get(locale) ?? languages.get(new Intl.Locale(locale).language) ?? {};
    const of = (scope: string): readonly Command[] =>
      lists.flatMap(({ scopes, commands }, list) =>
        scopes.includes(scope)
          ? commands.map(({ title, description }, at) => {
              const place = `bots[0].commandLists[${list}].commands[${at}]`;
              return {
                command: spoken[`${place}.title`] ?? title,
                description: spoken[`${place}.description`] ?? description,
              };
            })
          : [],
      );
    return { personal: of('personal'), team: of('team') };
  };
}
