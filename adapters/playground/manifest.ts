// The app is installed in the pretend workplaces from the very manifests that real ones are installed from: a scope, an
// event or a command that is missing there is missing here.
import { readFile } from 'node:fs/promises';
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

/** Nothing where there is no such file: Teams can do without. Throws where it is there and makes no sense. */
export async function readSuggestions(file: string | URL): Promise<Suggestions> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { personal: [], team: [] };
    throw error;
  }
  const lists = teams.parse(JSON.parse(text)).bots[0]?.commandLists ?? [];
  const of = (scope: string): readonly Command[] =>
    lists
      .filter((list) => list.scopes.includes(scope))
      .flatMap((list) => list.commands.map(({ title, description }) => ({ command: title, description })));
  return { personal: of('personal'), team: of('team') };
}
