// `npm run manifest`: what an operator installs in Slack and in Microsoft Teams, filled in with this server's address and
// app. Reads PUBLIC_URL and MicrosoftAppId, and writes into ./data/manifest or the folder that it is given.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { type ManifestConfig, readManifestConfig, WrongSettings } from '../config.ts';

const sources = new URL('../../manifest/', import.meta.url);
/** What stands in the sources for this server, and for its app. */
const placeholder = { host: 'lamplight.example.org', app: '00000000-0000-0000-0000-000000000000' } as const;
/** The same files make the same zip, wherever and whenever it is made; a zip knows no earlier day. */
const always = new Date(1980, 0, 1);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const source = (name: string): Promise<Buffer> => readFile(new URL(name, sources));
const textOf = async (name: string): Promise<string> => (await source(name)).toString('utf8');

/** As it can stand in JSON, without a slash at its end. */
const addressOf = (publicUrl: string): string => new URL(publicUrl).href.replace(/\/+$/, '');

function fill(text: string, { publicUrl, appId }: ManifestConfig): string {
  return text
    .replaceAll(`https://${placeholder.host}`, () => addressOf(publicUrl))
    .replaceAll(`"${placeholder.host}"`, () => `"${new URL(publicUrl).hostname}"`)
    .replaceAll(placeholder.app, appId ?? placeholder.app);
}

/** Files lie at the root of it: Teams looks nowhere else. https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package */
async function teamsZip(manifest: string): Promise<Uint8Array> {
  const files: Zippable = { 'manifest.json': [Buffer.from(manifest), { mtime: always }] };
  for (const name of ['es.json', 'color.png', 'outline.png'])
    files[name] = [await source(`teams/${name}`), { mtime: always }];
  return zipSync(files, { level: 9 });
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

async function write(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, content);
  } catch (error) {
    throw new Error(
      `${file} cannot be written (${codeOf(error)}). Give another folder: npm run manifest -- folder`,
      { cause: error },
    );
  }
  return file;
}

/** The folder that was asked for. Throws a sentence. */
function folderOf(given: readonly string[]): string {
  const [folder = './data/manifest', ...more] = given;
  if (more.length > 0 || folder.startsWith('-'))
    throw new Error('It takes nothing but a folder to write into: npm run manifest -- folder');
  return resolve(folder);
}

async function main(): Promise<void> {
  const folder = folderOf(process.argv.slice(2));
  const config = readManifestConfig(process.env);
  const { publicUrl, appId } = config;
  const slack = fill(await textOf('slack/manifest.json'), config);
  const written = await write(folder, 'lamplight-slack.json', slack);
  say(
    `Wrote ${written}. For Slack: on https://api.slack.com/apps choose Create New App, From a manifest, and paste it.`,
  );
  if (!appId)
    return say(
      'lamplight-teams.zip was not written. For Microsoft Teams set MicrosoftAppId to the Microsoft App ID of your Azure Bot, under Configuration, and run this again.',
    );
  const teams = await textOf('teams/manifest.json');
  const zip = await write(folder, 'lamplight-teams.zip', await teamsZip(fill(teams, config)));
  say(
    `Wrote ${zip}. For Teams: in its admin center under Teams apps, Manage apps, choose Actions, Upload new app, and give it this file.`,
  );
  if (teams.includes(`https://${placeholder.host}/privacy`))
    say(
      'Teams shows links to three pages of yours (website, privacy, terms). Write their addresses into manifest/teams/manifest.json, under developer, and run this again.',
    );
  say(
    `In your Azure Bot, under Configuration, set the messaging endpoint to ${addressOf(publicUrl)}/api/messages`,
  );
}

try {
  await main();
} catch (error) {
  const words = error instanceof WrongSettings || error instanceof Error ? error.message : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
