// The page that takes a file stands open to the world: what anybody may try there, and what comes of it.
import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { hostile } from '../support/hostile.ts';
import { type Office, openOffice, openPage, sayYes, sendFile } from '../support/staff.ts';

const list = 'mail,unit\nnora@x.org,Ward 4\n';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});

const addressOf = (token: string): string => `${office.hospital.server.address}/upload/${token}`;
const said = (key: Parameters<Office['carla']['hears']>[0]): string => office.carla.hears(key);

/** Nobody gets anything but words, and no list is changed. */
async function isShut(link: string, draft: string | undefined, status: number, words: string): Promise<void> {
  for (const sheet of [await openPage(link), await sendFile(link, list), await sayYes(link, draft)]) {
    expect(sheet.status).toBe(status);
    expect(sheet.text).toContain(words);
    expect(sheet.text).not.toContain('<form');
  }
}

describe('a link', () => {
  it('that somebody made up leads nowhere, and all guesses look alike', async () => {
    const organisation = Buffer.from(office.organisation.replaceAll('-', ''), 'hex');
    const guesses = [
      '',
      'x',
      '../../etc/passwd',
      '%00',
      'a'.repeat(64),
      randomBytes(48).toString('base64url'),
      Buffer.concat([organisation, randomBytes(32)]).toString('base64url'),
    ];
    for (const guess of guesses.map(addressOf).filter((address) => address.includes('/upload/')))
      for (const sheet of [await openPage(guess), await sendFile(guess, list), await sayYes(guess, 'x')])
        expect([sheet.status, guess]).toEqual([404, guess]);
    expect(await office.lines()).toEqual([]);
  });

  it('works once: after its list is used nothing comes in by it', async () => {
    const link = await office.link();
    const { draft } = await sendFile(link, list);
    expect((await sayYes(link, draft)).status).toBe(200);
    await isShut(link, draft, 410, said('staff.page-used'));
    expect(await office.lines()).toHaveLength(1);
  });

  it('used twice at the same moment, uses one list once', async () => {
    const link = await office.link();
    const [one, other] = [await sendFile(link, list), await sendFile(link, 'mail\nelena@x.org\npat@x.org')];
    const answers = await Promise.all([
      sayYes(link, one.draft),
      sayYes(link, other.draft),
      sayYes(link, one.draft),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
  });

  it('ends after a quarter of an hour, also for a list that was shown already', async () => {
    const link = await office.link();
    const { draft } = await sendFile(link, list);
    office.hospital.clock.now += 15 * 60_000;
    await isShut(link, draft, 410, said('staff.page-expired'));
    expect(await office.lines()).toEqual([]);
  });

  it('is worth nothing once the role is lost', async () => {
    const link = await office.link();
    const { draft } = await sendFile(link, list);
    await office.hospital.database.owner.deleteFrom('role_held').execute();
    await isShut(link, draft, 403, said('any.not-yours'));
    expect(await office.lines()).toEqual([]);
  });

  it('of one organisation opens nothing in another', async () => {
    const link = await office.link();
    const { draft } = await sendFile(link, list);
    const { house, database } = office.hospital;
    await house.install({
      platform: 'slack',
      workspace: 'T0OTHER',
      name: 'Other',
      coordinators: ['U0OTHER'],
    });
    const other = await database.owner
      .selectFrom('organisation')
      .select('id')
      .where('id', '!=', office.organisation)
      .executeTakeFirstOrThrow();
    const secret = Buffer.from(link.split('/').at(-1) ?? '', 'base64url').subarray(16);
    const moved = Buffer.concat([Buffer.from(other.id.replaceAll('-', ''), 'hex'), secret]).toString(
      'base64url',
    );
    await isShut(addressOf(moved), draft, 404, said('staff.page-unknown'));
    expect(await office.lines()).toEqual([]);
  });

  it('stands nowhere in the database, and in no log', async () => {
    const link = await office.link();
    await sendFile(link, list);
    const { rows } = await office.hospital.database.owner
      .selectFrom('upload_link')
      .selectAll()
      .execute()
      .then((found) => ({ rows: JSON.stringify(found) }));
    const token = link.split('/').at(-1) ?? '';
    expect(rows).not.toContain(token);
    expect(JSON.stringify(office.hospital.facts)).not.toContain(token);
  });
});

describe('a list that was shown', () => {
  it('cannot be used by another coordinator’s link, nor made up', async () => {
    const { hospital } = office;
    const link = await office.link();
    const { draft } = await sendFile(link, list);
    const nora = await (async () => {
      await office.nora.command('/lamp help');
      const account = await hospital.database.owner
        .selectFrom('account')
        .select(['id', 'person_id'])
        .where('external_id', '=', office.nora.id)
        .executeTakeFirstOrThrow();
      await hospital.database.owner
        .insertInto('role_held')
        .values({ organisation_id: office.organisation, person_id: account.person_id, role: 'coordinator' })
        .execute();
      return account.id;
    })();
    const theirs = await office.link();
    await hospital.database.owner
      .updateTable('upload_link')
      .set({ account_id: nora })
      .where('used_at', 'is', null)
      .execute();
    for (const guess of [draft, crypto.randomUUID(), 'x', '\u0000', "' or 1=1 --", ''])
      expect((await sayYes(theirs, guess)).status).toBe(409);
    expect(await office.lines()).toEqual([]);
  });
});

describe('a file', () => {
  it('of more than 2 MB is refused in words, whether it says its size or not', async () => {
    const link = await office.link();
    for (const size of [2 * 1024 * 1024 + 1, 3 * 1024 * 1024]) {
      const sheet = await sendFile(link, new Uint8Array(size).fill(97));
      expect(sheet.status).toBe(413);
      expect(sheet.text).toContain(said('staff.page-too-large'));
    }
    const most = `mail,unit,notes\nnora@x.org,4,${'x'.repeat(2 * 1024 * 1024 - 29)}`;
    expect((await sendFile(link, most)).status).toBe(200);
  });

  it('made to keep us busy is refused at once', async () => {
    const link = await office.link();
    const sheet = await sendFile(link, `mail,unit\nnora@x.org,4\n${'\n'.repeat(2_000_000)}`);
    expect(sheet.status).toBe(422);
    expect(sheet.text).toContain('2,000,002');
  });

  it('that is no list, or no form at all, is refused in words', async () => {
    const link = await office.link();
    const pictures = Uint8Array.from(Buffer.from('89504e470d0a1a0a0000000d', 'hex'));
    expect((await sendFile(link, pictures)).text).toContain(said('staff.wrong-not-text'));
    expect((await sendFile(link, '')).text).toContain(said('staff.wrong-empty'));
    for (const [type, body] of [
      ['text/plain', list],
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=x', '--x\r\nbroken'],
      ['application/json', '{"draft":1}'],
    ] as const) {
      const answer = await fetch(link, { method: 'POST', body, headers: { 'content-type': type } });
      expect([answer.status, type]).toEqual([422, type]);
      expect(await answer.text()).toContain(said('staff.page-no-file'));
    }
  });

  it('whose cells are markup or formulas shows them as text, in the preview and in the errors', async () => {
    const link = await office.link();
    const cells = Object.values(hostile).filter((cell) => cell.length <= 200);
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const rows = cells.map((cell, n) => `p${n}@x.org,${quoted(cell)}`);
    const shown = await sendFile(
      link,
      `mail,unit,"<img src=x onerror=alert(1)>"\n${rows.map((row) => `${row},`).join('\n')}`,
    );
    expect(shown.status).toBe(200);
    expect(shown.text).not.toMatch(/<(script|img|b|a)\b/i);
    expect(shown.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(shown.text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    const wrong = await sendFile(link, `mail,unit,"<img src=x>"\n"<script>alert(1)</script>",4,x\n`);
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toMatch(/<(script|img)\b/i);
  });

  it('in the chat shows such cells as text too', async () => {
    const { carla } = office;
    await carla.command('/lamp staff');
    await carla.press(carla.last(), 'roster.paste');
    await carla.send({ list: 'mail,unit\nnora@x.org,<!channel> *b*\n' });
    expect(carla.read(carla.modal())).toContain('<!channel> *b*: 1');
  });
});

describe('the page', () => {
  it('asks no other host for anything, runs nothing, and sits in no frame', async () => {
    const answer = await fetch(await office.link());
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const text = await answer.text();
    expect(text).not.toMatch(/<script|https?:|\bon\w+=/i);
  });

  it('takes no other method', async () => {
    const link = await office.link();
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect((await fetch(link, { method, body: 'x' })).status).toBe(405);
  });

  it('speaks the language that the browser likes best where the link is nobody’s', async () => {
    const nobodys = (await office.link()).replace(/[^/]+$/, 'nobodys');
    const page = await fetch(nobodys, { headers: { 'accept-language': 'fr,es;q=0.9,en;q=0.8' } });
    expect(await page.text()).toContain('<html lang="es">');
  });

  it('speaks the coordinator’s language', async () => {
    const link = await office.link();
    await office.hospital.database.owner.updateTable('person').set({ language: 'es' }).execute();
    const { text } = await openPage(link);
    expect(text).toContain('<html lang="es">');
    expect(text).toContain('Comprobar el archivo');
  });
});
