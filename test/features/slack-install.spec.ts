import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Key, type Language, speaker } from '../../src/words/speak.ts';
import { type Campus, north, openCampus, south } from '../support/campus.ts';
import { checkIn, saidTo, storedCheckins } from '../support/checkins.ts';
import { coordinator, enfermera, nurse } from '../support/hospital.ts';
import { browserAt } from '../support/installer.ts';

const says = (key: Key, language: Language = 'en', values = {}): string =>
  speaker(language, 'UTC')(key, values);

/** As a page writes it. */
const written = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');

async function coordinatorsOf(campus: Campus, workspace: string): Promise<readonly string[]> {
  const rows = await campus.database.owner
    .selectFrom('role_held')
    .innerJoin('account', 'account.person_id', 'role_held.person_id')
    .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
    .select('account.external_id')
    .where('workspace.external_id', '=', workspace)
    .where('role', '=', 'coordinator')
    .execute();
  return rows.map((row) => row.external_id);
}

describe('installing, from the first page to the last', () => {
  let campus: Campus;
  beforeAll(async () => {
    campus = await openCampus();
  });
  afterAll(() => campus.end());

  it('ends with a page that says where it is installed, in words that stay words', async () => {
    const browser = browserAt(campus.wing);
    const asked = new URL(await browser.begin());
    expect(asked.pathname).toMatch(/\/oauth\/v2\/authorize$/);
    expect(asked.searchParams.get('scope')).toContain('chat:write');
    expect(browser.lastCookie()).toMatch(/; Path=\/slack; HttpOnly; SameSite=Lax$/);
    const page = await browser.open(await browser.answer(asked.href, north, coordinator));
    expect(page).toMatchObject({ status: 200, language: 'en' });
    const sentence = says('install.done', 'en', { workspace: 'North <Hospital> & Sons' });
    expect(page.text).toContain(written(sentence));
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('makes whoever installed the coordinator, and Lamplight answers there', async () => {
    expect(await coordinatorsOf(campus, north)).toEqual([coordinator]);
    const slack = campus.slackOf(north);
    expect(await checkIn(slack, nurse, 4)).toMatchObject({ kind: 'updated' });
    await slack.message(nurse, slack.direct(nurse), 'checkin');
    await campus.wing.settled();
    expect(saidTo(slack, nurse).join(' ')).toContain(says('bot.open'));
  });

  it('again by somebody else keeps everything, and gives them no role', async () => {
    expect(await campus.install(north, enfermera)).toMatchObject({ status: 200 });
    expect(await coordinatorsOf(campus, north)).toEqual([coordinator]);
    expect(await storedCheckins(campus.database)).toEqual([{ account: nurse, mood: 4 }]);
  });

  it('speaks the language that the browser asks for', async () => {
    const browser = browserAt(campus.wing, 'fr-FR, es-MX;q=0.9, en;q=0.5');
    const back = await browser.answer(await browser.begin(), north, coordinator, 'deny');
    const page = await browser.open(back);
    expect(page).toMatchObject({ status: 403, language: 'es' });
    expect(page.text).toContain(written(says('install.denied', 'es')));
  });
});

describe('two workspaces in one process', () => {
  let campus: Campus;
  beforeAll(async () => {
    campus = await openCampus();
    await campus.install(north);
    await campus.install(south, enfermera);
  });
  afterAll(() => campus.end());

  it('are two organisations, each with its own coordinator', async () => {
    const rows = await campus.database.owner.selectFrom('workspace').select('organisation_id').execute();
    expect(new Set(rows.map((row) => row.organisation_id)).size).toBe(2);
    expect(await coordinatorsOf(campus, north)).toEqual([coordinator]);
    expect(await coordinatorsOf(campus, south)).toEqual([enfermera]);
  });

  it('are each spoken to by their own token: a message reaches the people of its workspace and no others', async () => {
    for (const place of [north, south]) {
      const slack = campus.slackOf(place);
      await slack.message(nurse, slack.direct(nurse), 'checkin');
      await campus.wing.settled();
      expect([place, saidTo(slack, nurse)]).toEqual([place, [expect.stringContaining(says('bot.open'))]]);
    }
  });

  it('do not share a person who has the same id in both', async () => {
    await checkIn(campus.slackOf(north), nurse, 1);
    const slack = campus.slackOf(south);
    await slack.command(nurse, slack.direct(nurse), '/checkin history');
    await campus.wing.settled();
    expect(JSON.stringify(slack.seenBy(nurse))).toContain(says('checkin.history-empty'));
  });
});

describe('a workspace that was installed through another process', () => {
  let campus: Campus;
  beforeEach(async () => {
    campus = await openCampus();
  });
  afterEach(() => campus.end());

  it('is answered by this one at once', async () => {
    const other = await campus.join();
    await campus.install(north);
    campus.serveFrom(other);
    const slack = campus.slackOf(north);
    expect(await checkIn(slack, nurse, 3)).toMatchObject({ kind: 'updated' });
  });
});

describe('with the database down', () => {
  let campus: Campus;
  beforeEach(async () => {
    campus = await openCampus();
    await campus.install(north);
    await campus.wing.settled();
  });
  afterEach(() => campus.end());

  async function asksForHelp(): Promise<string> {
    const slack = campus.slackOf(north);
    await slack.message(nurse, slack.direct(nurse), 'helpnow');
    return saidTo(slack, nurse).join(' ');
  }

  it('get help now is answered in a workspace that installed by OAuth', async () => {
    campus.cable.cut();
    expect(await asksForHelp()).toContain(says('helpnow.danger-anywhere'));
  });

  it('also by a process that has never seen the database', async () => {
    await campus.wing.end();
    campus.cable.cut();
    const next = await campus.join(campus.wing.folder);
    campus.serveFrom(next);
    expect(await asksForHelp()).toContain(says('helpnow.danger-anywhere'));
  });
});
