// The app is installed in the pretend workspace from the very manifest that a real one is installed from: a scope, an
// event or a command that is missing there is missing here.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const manifest = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string(), usage_hint: z.string().optional() }),
    ),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/** What can be typed; shown to whoever begins with a slash. */
export type Command = { command: string; description: string; hint?: string };
export type Manifest = {
  commands: readonly Command[];
  scopes: readonly string[];
  events: readonly string[];
};

export async function readManifest(file: string | URL): Promise<Manifest> {
  const { features, oauth_config, settings } = manifest.parse(JSON.parse(await readFile(file, 'utf8')));
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
