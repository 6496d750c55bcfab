import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { readManifest } from '../../adapters/playground/manifest.ts';
import { operate } from '../support/operator.ts';
import { iconFaults, languageFaults, manifestFaults, readTeamsManifest } from '../support/teams-manifest.ts';

const PUBLIC_URL = 'https://lamp.st-elsewhere.org/';
const MicrosoftAppId = '0A1B2C3D-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const sources = new URL('../../manifest/', import.meta.url);

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'lamplight-manifest-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function unzipped(file: string): Promise<Readonly<Record<string, Buffer>>> {
  const files = Object.entries(unzipSync(await readFile(file)));
  return Object.fromEntries(files.map(([name, bytes]) => [name, Buffer.from(bytes)]));
}

describe('with an address and an app', () => {
  test('both manifests are written below the folder where one stands, and it says what to do with each', async () => {
    const here = await folder();
    const ran = await operate('manifest', { PUBLIC_URL, MicrosoftAppId }, [], here);
    expect(ran).toMatchObject({ code: 0, complained: '' });
    const written = (await readdir(join(here, 'data/manifest'))).toSorted();
    expect(written).toEqual(['lamplight-slack.json', 'lamplight-teams.zip']);
    const lines = ran.said.trim().split('\n');
    for (const file of written)
      expect(lines.find((line) => line.includes(join(here, 'data/manifest', file)))).toMatch(/^Wrote .*\.$/);
    expect(ran.said).toContain('https://lamp.st-elsewhere.org/api/messages');
  });

  test('the zip is a package that Teams takes, for this host and this app', async () => {
    const here = await folder();
    await operate('manifest', { PUBLIC_URL, MicrosoftAppId }, [here]);
    const files = await unzipped(join(here, 'lamplight-teams.zip'));
    expect(Object.keys(files).toSorted()).toEqual(['color.png', 'es.json', 'manifest.json', 'outline.png']);
    const text = String(files['manifest.json']);
    const manifest = readTeamsManifest(text);
    expect(manifestFaults(JSON.parse(text))).toEqual([]);
    expect(languageFaults(JSON.parse(String(files['es.json'])), manifest)).toEqual([]);
    expect(iconFaults('color', files['color.png'] ?? Buffer.of())).toEqual([]);
    expect(iconFaults('outline', files['outline.png'] ?? Buffer.of())).toEqual([]);

    expect(manifest.validDomains).toEqual(['lamp.st-elsewhere.org']);
    expect(manifest.developer.websiteUrl).toBe('https://lamp.st-elsewhere.org');
    expect([manifest.id, manifest.bots[0]?.botId]).toEqual(Array(2).fill(MicrosoftAppId.toLowerCase()));
    expect(text).not.toMatch(/example\.org|00000000/);
    const source = readTeamsManifest(await readFile(new URL('teams/manifest.json', sources), 'utf8'));
    expect(manifest.bots[0]?.commandLists).toEqual(source.bots[0]?.commandLists);
  });

  test("Slack's has this host at every address, and is otherwise what the tests hold against the code", async () => {
    const here = await folder();
    await operate('manifest', { PUBLIC_URL, MicrosoftAppId }, [here]);
    const file = join(here, 'lamplight-slack.json');
    const text = await readFile(file, 'utf8');
    const addresses = [...text.matchAll(/https:\/\/[^"]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(
      new Set(['https://lamp.st-elsewhere.org/slack/events', 'https://lamp.st-elsewhere.org/slack/oauth']),
    );
    expect(await readManifest(file)).toEqual(await readManifest(new URL('slack/manifest.json', sources)));
  });

  test('the same settings make the same bytes, in every time zone', async () => {
    const [one, other] = [await folder(), await folder()];
    await operate('manifest', { PUBLIC_URL, MicrosoftAppId, TZ: 'Asia/Tokyo' }, [one]);
    await operate('manifest', { PUBLIC_URL, MicrosoftAppId, TZ: 'America/Los_Angeles' }, [other]);
    for (const name of await readdir(one))
      expect(await readFile(join(one, name))).toEqual(await readFile(join(other, name)));
  });

  test('a port and a path stay in the addresses, and only the host is a domain', async () => {
    const here = await folder();
    await operate('manifest', { PUBLIC_URL: 'https://st-elsewhere.org:8443/lamp"/', MicrosoftAppId }, [here]);
    const files = await unzipped(join(here, 'lamplight-teams.zip'));
    const manifest = readTeamsManifest(String(files['manifest.json']));
    expect(manifest.validDomains).toEqual(['st-elsewhere.org']);
    expect(manifest.developer.privacyUrl).toBe('https://st-elsewhere.org:8443/lamp%22/privacy');
    const slack = z
      .looseObject({})
      .parse(JSON.parse(await readFile(join(here, 'lamplight-slack.json'), 'utf8')));
    expect(JSON.stringify(slack)).toContain('https://st-elsewhere.org:8443/lamp%22/slack/events');
  });

  test('nothing else of the environment matters, and no secret is written', async () => {
    const here = await folder();
    const others = { MicrosoftAppPassword: 'hidden', SLACK_BOT_TOKEN: 'wrong', PORT: 'x', DATABASE_URL: 'x' };
    const ran = await operate('manifest', { PUBLIC_URL, MicrosoftAppId, ...others }, [here]);
    expect(ran.code).toBe(0);
    const files = await unzipped(join(here, 'lamplight-teams.zip'));
    expect(ran.said + Object.values(files).join('')).not.toContain('hidden');
  });
});

describe('without an app', () => {
  test("Slack's is written, and it says what Teams would need", async () => {
    const here = await folder();
    const ran = await operate('manifest', { PUBLIC_URL }, [here]);
    expect(ran.code).toBe(0);
    expect(await readdir(here)).toEqual(['lamplight-slack.json']);
    expect(ran.said).toMatch(/^lamplight-teams\.zip was not written\. .*set MicrosoftAppId .*\.$/m);
  });
});

describe('a setting or a folder that is wrong ends in a sentence, and nothing is written', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no address', { MicrosoftAppId }, 'PUBLIC_URL is missing. Set it to'],
    ['an empty address', { MicrosoftAppId, PUBLIC_URL: ' ' }, 'PUBLIC_URL is missing. Set it to'],
    ['no address at all', { MicrosoftAppId, PUBLIC_URL: 'lamp' }, 'PUBLIC_URL must be an address'],
    ['http', { MicrosoftAppId, PUBLIC_URL: 'http://lamp.org' }, 'PUBLIC_URL must be an https address'],
    [
      'this machine',
      { MicrosoftAppId, PUBLIC_URL: 'https://[::1]:3000' },
      'PUBLIC_URL must be an https address',
    ],
    [
      'an app that is none',
      { PUBLIC_URL, MicrosoftAppId: 'lamplight' },
      'MicrosoftAppId must be the Microsoft App ID',
    ],
  ])('%s', async (_, environment, words) => {
    const here = await folder();
    const ran = await operate('manifest', environment, [here]);
    expect(ran).toMatchObject({ code: 1, said: '' });
    expect(ran.complained.trim()).toMatch(/^[^\n]*\.$/);
    expect(ran.complained).toContain(words);
    expect(await readdir(here)).toEqual([]);
  });

  test('a folder that cannot be one is named', async () => {
    const here = await folder();
    await writeFile(join(here, 'file'), '');
    const ran = await operate('manifest', { PUBLIC_URL, MicrosoftAppId }, [join(here, 'file')]);
    expect(ran.code).toBe(1);
    expect(ran.complained).toMatch(
      /cannot be written \(\w+\)\. Give another folder: npm run manifest -- folder\n$/,
    );
    expect(ran.complained).toContain(join(here, 'file'));
  });

  test.each([[['--help']], [['one', 'two']]])('%j is not a folder', async (given) => {
    const ran = await operate('manifest', { PUBLIC_URL, MicrosoftAppId }, given, await folder());
    expect(ran).toMatchObject({ code: 1, said: '' });
    expect(ran.complained).toMatch(/^It takes nothing but a folder.*npm run manifest -- folder\n$/);
  });
});
