// The file with all that is held about somebody: it holds all of it, only theirs, and only they get it, once.
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { held } from '../../src/people/held.ts';
import { everythingIn } from '../support/catalogue.ts';
import { checkIn, note, topModal } from '../support/checkins.ts';
import { followAndKeep } from '../support/groups.ts';
import { enfermera, nurse } from '../support/hospital.ts';
import { ofType } from '../support/slack-drawn.ts';
import { type Office, openOffice } from '../support/staff.ts';
import { addPlan } from '../support/staff-rows.ts';
import type { Visitor } from '../support/visitor.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});

async function linkOf(who: Visitor): Promise<string> {
  await who.command('/lamp export');
  const address = ofType(who.last().blocks, 'link')[0]?.url;
  if (typeof address !== 'string') throw new Error('there is no link');
  return address;
}
const take = (link: string) => fetch(link, { method: 'POST', body: new URLSearchParams() });
type File = {
  about: string;
  tables: Record<string, Record<string, unknown>[]>;
  linesOfOthers: number;
  helpCopy: unknown[];
};
async function fileOf(response: Response): Promise<File> {
  const file: File = JSON.parse(await response.text());
  return file;
}

const canary = `canary-${randomUUID()}`;

/** Something of Nora's wherever there may be something of somebody's, and check-ins of somebody else. */
async function live(): Promise<void> {
  const { hospital, nora, organisation } = office;
  const { slack, database } = hospital;
  await checkIn(slack, nurse, 2);
  await slack.submit(nurse, topModal(slack, nurse)?.id ?? '', {
    ...note(canary),
    topic: { choice: { selected_option: 'sleep' } },
  });
  await nora.closeAll();
  await checkIn(slack, enfermera, 5);
  await nora.say('help');
  await nora.command('/lamp settings');
  await nora.press(nora.last(), 'settings.link');
  await nora.closeAll();
  await followAndKeep(office, 'Ward 4');
  const {
    id,
    person_id: person,
    workspace_id: workspace,
  } = await database.owner
    .selectFrom('account')
    .select(['id', 'person_id', 'workspace_id'])
    .where('external_id', '=', nurse)
    .executeTakeFirstOrThrow();
  const whose = { organisation_id: organisation };
  await database.owner
    .insertInto('role_held')
    .values({ ...whose, person_id: person, account_id: id, role: 'supporter' })
    .execute();
  const roster = randomUUID();
  const at = new Date(hospital.clock.now);
  await database.owner
    .insertInto('roster')
    .values({ id: roster, ...whose, workspace_id: workspace, way: 'file', key_id: 'any', taken_at: at })
    .execute();
  const line = { roster_id: roster, ...whose, unit: 'Ward 4', discipline: 'nurse', shift: 'nights' };
  await database.owner
    .insertInto('roster_entry')
    .values([
      { ...line, key: `account:${nurse.toLowerCase()}`, manager: null },
      {
        ...line,
        key: `account:${enfermera.toLowerCase()}`,
        unit: 'Ward 9',
        manager: `account:${nurse.toLowerCase()}`,
      },
    ])
    .execute();
  await database.owner
    .insertInto('roster_draft')
    .values({
      id: randomUUID(),
      ...whose,
      account_id: id,
      way: 'file',
      sealed: Buffer.from('x'),
      against: null,
      made_at: at,
      due_at: null,
      lease: null,
      lease_until: null,
    })
    .execute();
  await database.owner
    .insertInto('upload_link')
    .values({ digest: 'upload-digest', ...whose, account_id: id, expires_at: at, used_at: null })
    .execute();
  await database.owner.updateTable('audience').set({ made_by: id }).execute();
  await database.owner
    .insertInto('consent')
    .values({ ...whose, person_id: person, account_id: id, kind: 'news', agreed: true, said_at: at })
    .execute();
  await database.owner
    .insertInto('timer')
    .values({
      id: randomUUID(),
      ...whose,
      feature: 'any',
      name: 'any',
      subject: 'any',
      person_id: person,
      due_at: null,
      problem: null,
    })
    .execute();
  await database.owner
    .insertInto('audit')
    .values({
      id: randomUUID(),
      ...whose,
      what: 'role-given',
      by_account: null,
      by_name: 'Carla Boyd',
      whose_account: id,
      whose_name: 'Nora Quinn',
      details: '{"role":"supporter"}',
      at,
    })
    .execute();
  const audience = await database.owner.selectFrom('audience').select('id').executeTakeFirstOrThrow();
  await database.owner
    .insertInto('audience_named')
    .values({ ...whose, audience_id: audience.id, key: `account:${nurse.toLowerCase()}` })
    .execute();
  await addPlan(database, {
    ...whose,
    person,
    account: id,
    workspace,
    external: nurse,
    audience: audience.id,
    at,
  });
}

describe('the file', () => {
  it('holds something of every table that holds something of them, check-ins opened', async () => {
    await live();
    const response = await take(await linkOf(office.nora));
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('content-type')).toContain('application/json');
    const file = await fileOf(response);
    expect(file.about).toBe(office.nora.hears('export.about'));
    expect(file.tables.checkin).toMatchObject([{ told: { mood: 2, topic: 'sleep', note: canary } }]);
    expect(file.tables.roster_entry).toMatchObject([{ unit: 'Ward 4', shift: 'nights' }]);
    expect(file.linesOfOthers).toBe(1);
    expect(file.helpCopy).toMatchObject([{ account: nurse, language: 'en' }]);
    // A mark is there only of somebody who was erased before.
    const filled = Object.entries(held).filter(
      ([table, parts]) => !('nobody' in parts) && table !== 'tombstone',
    );
    const empty = filled.filter(([table]) => !file.tables[table]?.length).map(([table]) => table);
    expect(empty).toEqual([]);
    expect(Object.keys(file.tables).filter((table) => 'nobody' in held[table as keyof typeof held])).toEqual(
      [],
    );
  });

  it('leaves out no column of theirs but digests, and what others have told', async () => {
    await live();
    const file = await fileOf(await take(await linkOf(office.nora)));
    const left = ['organisation_id', 'bound_to', 'digest', 'sealed', 'payload'];
    for (const [table, [row]] of Object.entries(file.tables)) {
      if (!row) continue;
      const { rows } = await sql<{ name: string }>`
        select column_name as name from information_schema.columns where table_name = ${table}`.execute(
        office.hospital.database.owner,
      );
      const missing = rows.map(({ name }) => name).filter((name) => !(name in row) && !left.includes(name));
      expect([table, missing]).toEqual([table, []]);
    }
  });

  it('holds nothing of anybody else', async () => {
    await live();
    const text = await (await take(await linkOf(office.nora))).text();
    const other = await office.personOf(enfermera);
    for (const trace of [enfermera, enfermera.toLowerCase(), other ?? 'nobody', 'Ward 9', '"mood": 5'])
      expect(text).not.toContain(trace);
  });
});

describe('the link', () => {
  it('is spent by the button, not by looking: a preview of it takes nothing', async () => {
    const link = await linkOf(office.nora);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    const page = await (await fetch(link)).text();
    for (const key of [
      'export.page-what',
      'export.page-checkins',
      'export.page-take',
      'export.page-once',
    ] as const)
      expect(page).toContain(office.nora.hears(key));
    expect(page).not.toContain(nurse);
    expect((await take(link)).status).toBe(200);
    for (const again of [await take(link), await fetch(link)]) {
      expect(again.status).toBe(410);
      expect(await again.text()).toContain('This link was used already');
    }
  });

  it('gives the file once, also to two who press at once', async () => {
    const link = await linkOf(office.nora);
    const answers = await Promise.all([take(link), take(link), take(link)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
  });

  it('ends after a quarter of an hour', async () => {
    const link = await linkOf(office.nora);
    office.hospital.clock.now += 15 * 60_000;
    for (const answer of [await fetch(link), await take(link)]) expect(answer.status).toBe(410);
  });

  it('ends with the next one, and with whose it is', async () => {
    const [first, second] = [await linkOf(office.nora), await linkOf(office.nora)];
    expect((await take(first)).status).toBe(404);
    await office.nora.command('/lamp erase');
    await office.nora.send({ sure: 'yes' });
    expect((await take(second)).status).toBe(404);
  });

  it('that somebody made up leads nowhere, and all guesses look alike', async () => {
    const organisation = Buffer.from(office.organisation.replaceAll('-', ''), 'hex');
    const guesses = [
      'x',
      '%00',
      'a'.repeat(64),
      randomBytes(48).toString('base64url'),
      Buffer.concat([organisation, randomBytes(32)]).toString('base64url'),
    ];
    const pages = new Set<string>();
    for (const guess of guesses)
      for (const answer of [
        await fetch(`${office.hospital.server.address}/export/${guess}`),
        await take(`${office.hospital.server.address}/export/${guess}`),
      ]) {
        expect([guess, answer.status]).toEqual([guess, 404]);
        pages.add(await answer.text());
      }
    expect(pages.size).toBe(1);
  });

  it('stands nowhere in the database and in no log, and takes no other method', async () => {
    const link = await linkOf(office.nora);
    const token = link.split('/').at(-1) ?? '';
    expect(await everythingIn(office.hospital.database)).not.toContain(token);
    expect(JSON.stringify(office.hospital.facts)).not.toContain(token);
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect((await fetch(link, { method, body: 'x' })).status).toBe(405);
    expect((await take(link)).status).toBe(200);
  });

  it('is not spent where the database is away, and says so', async () => {
    const link = await linkOf(office.nora);
    office.hospital.cable.cut();
    const answer = await take(link);
    expect(answer.status).toBe(503);
    office.hospital.cable.mend();
    expect((await take(link)).status).toBe(200);
  });

  it('leads to a page that asks no other host for anything, runs nothing, and sits in no frame', async () => {
    const answer = await fetch(await linkOf(office.nora));
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).not.toMatch(/<script|https?:|\bon\w+=/i);
  });
});
