import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type Campus, north, openCampus, south } from '../support/campus.ts';
import { countRows, everythingIn } from '../support/catalogue.ts';
import { checkIn, openMoodForm, until } from '../support/checkins.ts';
import { key, nurse } from '../support/hospital.ts';
import { json, signed } from '../support/letter.ts';

let campus: Campus;
beforeEach(async () => {
  campus = await openCampus({ rotation: { seconds: 43_200, graceMs: 0 } });
  await campus.install(north);
  await campus.install(south);
  await campus.wing.settled();
});
afterEach(() => campus.end());

/** All that lies in the folder, opened where it is sealed. */
async function inFolder(folder: string): Promise<string> {
  const keys = makeKeyRing([key]);
  const texts: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    texts.push(bytes.toString('latin1'));
    if (entry.name === 'help.sealed') texts.push(keys.open(bytes, 'memory').toString('utf8'));
  }
  return texts.join('\n');
}

/** The tokens of a workspace, access and refresh. */
const tokensOf = (place: string): readonly string[] => {
  const held = campus.wing.house.memory.tokensOf({ platform: 'slack', workspace: place });
  return [held?.botToken, held?.refreshToken].filter((token) => token !== undefined);
};

const installations = async (): Promise<number> => (await countRows(campus.database)).installation ?? 0;

/** `app_uninstalled`, as Slack would send it again after `at`. */
async function lateUninstall(place: string, at: number): Promise<void> {
  const letter = json({
    type: 'event_callback',
    team_id: place,
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(at / 1_000),
    event: { type: 'app_uninstalled' },
  });
  const { body, headers } = signed(letter);
  expect((await campus.wing.knock(body, headers)).status).toBe(200);
  await campus.wing.settled();
}

describe('tokens', () => {
  it('lie sealed while they are needed: nowhere as they are, in no table and no file', async () => {
    await campus.wing.house.memory.save();
    const [everything, files] = [await everythingIn(campus.database), await inFolder(campus.wing.folder)];
    for (const token of [...tokensOf(north), ...tokensOf(south)]) {
      expect(everything).not.toContain(token);
      // The copy for get help now holds them, and is sealed itself.
      expect(files).toContain(token);
    }
    const sealed = await readFile(join(campus.wing.folder, 'help.sealed'));
    for (const token of tokensOf(north)) expect(sealed.includes(token)).toBe(false);
  });

  it('are gone when a workspace takes the app out: from the tables, the memory and the sealed file', async () => {
    const gone = tokensOf(north);
    const left = tokensOf(south);
    expect(gone).toHaveLength(2);
    await campus.slackOf(north).uninstall();
    await campus.wing.settled();
    expect(await installations()).toBe(1);
    expect(tokensOf(north)).toEqual([]);
    const files = await inFolder(campus.wing.folder);
    for (const token of gone) expect(files).not.toContain(token);
    for (const token of left) expect(files).toContain(token);
    expect(await checkIn(campus.slackOf(south), nurse, 3)).toMatchObject({ kind: 'updated' });
  });

  it('are gone from another process as well, within its next minutes', async () => {
    const other = await campus.join();
    await other.house.tick.minute();
    const of = { platform: 'slack', workspace: north };
    expect(other.house.memory.tokensOf(of)).toBeDefined();
    await campus.slackOf(north).uninstall();
    await campus.wing.settled();
    campus.clock.now += 2 * 60_000;
    await other.house.tick.minute();
    expect(other.house.memory.tokensOf(of)).toBeUndefined();
  });
});

describe('a workspace that took the app out and installs it again', () => {
  it('comes back to what it had, with new tokens', async () => {
    const slack = campus.slackOf(north);
    await checkIn(slack, nurse, 2);
    const before = tokensOf(north);
    await slack.uninstall();
    await campus.wing.settled();
    expect(await campus.install(north)).toMatchObject({ status: 200 });
    expect(tokensOf(north)).not.toEqual(before);
    expect(await openMoodForm(slack, nurse)).not.toBe('');
    const rows = await campus.database.owner.selectFrom('workspace').select('removed_at').execute();
    expect(rows.map((row) => row.removed_at)).toEqual([null, null]);
  });

  it('is not taken out again by the news of it that come late', async () => {
    const at = campus.clock.now;
    await campus.slackOf(north).uninstall();
    await campus.wing.settled();
    campus.clock.now += 60_000;
    await campus.install(north);
    await lateUninstall(north, at);
    expect(await installations()).toBe(2);
    expect(tokensOf(north)).toHaveLength(2);
    expect(await openMoodForm(campus.slackOf(north), nurse)).not.toBe('');
  });

  it('is not taken out by them where Slack itself cannot be asked', async () => {
    const at = campus.clock.now;
    const slack = campus.slackOf(north);
    await slack.uninstall();
    await campus.wing.settled();
    campus.clock.now += 60_000;
    await campus.install(north);
    slack.weather.error('auth.test', 503);
    await lateUninstall(north, at);
    expect(await installations()).toBe(2);
  });

  it('is taken out by true news also where Slack cannot be asked', async () => {
    const slack = campus.slackOf(north);
    campus.clock.now += 60_000;
    slack.weather.error('auth.test', 503, 2);
    await lateUninstall(north, campus.clock.now);
    expect(await installations()).toBe(1);
    await until(() => tokensOf(north).length === 0);
  });

  it('is not taken out because one token of several was revoked', async () => {
    const slack = campus.slackOf(north);
    await slack.send('events_api', {
      type: 'event_callback',
      team_id: north,
      event_id: 'Ev0ONE',
      event_time: Math.floor(campus.clock.now / 1_000),
      event: { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0LAMP'] } },
    });
    await campus.wing.settled();
    expect(await installations()).toBe(2);
  });
});
