import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Key, speaker } from '../../src/words/speak.ts';
import { type Campus, north, openCampus, south } from '../support/campus.ts';
import { countRows, everythingIn } from '../support/catalogue.ts';
import { coordinator, enfermera } from '../support/hospital.ts';
import { type Browser, browserAt, type Page } from '../support/installer.ts';

const says = (key: Key): string => speaker('en', 'UTC')(key);
const minutes = 60_000;

describe('an install that somebody meddles with', () => {
  let campus: Campus;
  beforeAll(async () => {
    campus = await openCampus();
  });
  afterAll(() => campus.end());

  const redeemed = (): number => campus.desk.calls.length;

  /** All by which one could tell what came of it; `asked` is how often Slack had been asked before. */
  async function cameOf({ status, text }: Page, asked: number) {
    const { workspace, installation, organisation } = await countRows(campus.database);
    return { status, text, asked: redeemed() - asked, workspace, installation, organisation };
  }
  /** No workspace, no tokens, and Slack was not even asked; the page says which way it went wrong. */
  const nothing = (status: number, key: Key) => ({
    status,
    text: expect.stringContaining(says(key)),
    asked: 0,
    workspace: 0,
    installation: 0,
    organisation: 0,
  });

  async function agreed(browser: Browser, place = north): Promise<string> {
    return browser.answer(await browser.begin(), place, coordinator);
  }

  it('ends nowhere in another browser, and the state is used up by that', async () => {
    const asked = redeemed();
    const victim = browserAt(campus.wing);
    const back = await agreed(victim);
    const attacker = browserAt(campus.wing);
    expect(await cameOf(await attacker.open(back), asked)).toEqual(nothing(403, 'install.other-browser'));
    expect(await cameOf(await victim.open(back), asked)).toEqual(nothing(400, 'install.used'));
  });

  it('ends nowhere in a browser that began an install of its own', async () => {
    const asked = redeemed();
    const back = await agreed(browserAt(campus.wing));
    const other = browserAt(campus.wing);
    await other.begin();
    expect(await cameOf(await other.open(back), asked)).toEqual(nothing(403, 'install.other-browser'));
  });

  it.each([
    ['made up', () => randomBytes(32).toString('base64url')],
    ['empty', () => ''],
    ['far too long', () => 'x'.repeat(5_000)],
    ['no text at all', () => '\u0000\u202e'],
  ])('ends nowhere with a state that is %s', async (_, state) => {
    const asked = redeemed();
    const browser = browserAt(campus.wing);
    const back = new URL(await agreed(browser));
    back.searchParams.set('state', state());
    expect(await cameOf(await browser.open(back.href), asked)).toEqual(nothing(400, 'install.used'));
  });

  it('ends nowhere after eleven minutes', async () => {
    const asked = redeemed();
    const browser = browserAt(campus.wing);
    const back = await agreed(browser);
    campus.clock.now += 11 * minutes;
    expect(await cameOf(await browser.open(back), asked)).toEqual(nothing(400, 'install.too-old'));
  });

  it('ends nowhere with a code that Slack never gave, and what the address says is not shown', async () => {
    const browser = browserAt(campus.wing);
    const back = new URL(await agreed(browser));
    back.searchParams.set('code', '<script>alert(1)</script>');
    const page = await browser.open(back.href);
    expect(await cameOf(page, redeemed())).toEqual(nothing(502, 'install.slack-refused'));
    expect(page.text).not.toContain('<script');
    expect(page.text).not.toContain('alert');
  });

  it('shows nothing of an error that the address names, and goes nowhere that it names', async () => {
    const asked = redeemed();
    const browser = browserAt(campus.wing);
    const back = new URL(await agreed(browser));
    back.searchParams.delete('code');
    back.searchParams.set('error', '"><img src=x onerror=alert(1)>');
    for (const name of ['redirect_uri', 'next', 'return_to', 'error_description', 'error_uri'])
      back.searchParams.set(name, 'https://evil.example.org/');
    const page = await browser.open(back.href);
    expect(await cameOf(page, asked)).toEqual(nothing(502, 'install.slack-refused'));
    expect(page.text).not.toMatch(/onerror|evil\.example/);
    expect(page.headers.get('location')).toBeNull();
  });

  it('always sends to Slack, whatever the first page is asked', async () => {
    const { address } = campus.wing;
    const response = await fetch(
      `${address}/slack/install?redirect_uri=https://evil.example.org/&scope=admin&client_id=other`,
      { redirect: 'manual' },
    );
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.searchParams.get('redirect_uri')).toBe(`${address}/slack/oauth`);
    expect(location.searchParams.get('scope')).not.toContain('admin');
    expect(location.href).not.toContain('evil');
  });

  it('is not used up by somebody who only looks at the headers', async () => {
    const browser = browserAt(campus.wing);
    const back = await agreed(browser, south);
    expect((await fetch(back, { method: 'HEAD' })).status).toBe(200);
    expect((await browser.open(back)).status).toBe(200);
  });
});

describe('a state', () => {
  let campus: Campus;
  beforeAll(async () => {
    campus = await openCampus();
  });
  afterAll(() => campus.end());

  it('stands nowhere in the database as it is, and neither does the cookie', async () => {
    const browser = browserAt(campus.wing);
    const state = new URL(await browser.begin()).searchParams.get('state') ?? '';
    const [, cookie = ''] = /=([^;]+)/.exec(browser.lastCookie()) ?? [];
    expect(Buffer.from(cookie, 'base64url')).toHaveLength(32);
    expect(state).not.toContain(cookie);
    // Used up, so that it is written down.
    await browserAt(campus.wing).open(`${campus.wing.address}/slack/oauth?code=1&state=${state}`);
    const everything = await everythingIn(campus.database);
    expect(await countRows(campus.database)).toMatchObject({ install_used: 1 });
    for (const secret of [state, cookie]) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(Buffer.from(secret, 'base64url').toString('latin1'));
    }
  });

  it('leaves nothing behind until it is used, so that nobody who only begins can keep others from it', async () => {
    const before = await countRows(campus.database);
    await Promise.all(Array.from({ length: 100 }, () => browserAt(campus.wing).begin()));
    expect(await countRows(campus.database)).toEqual(before);
  });

  it('that somebody has changed is as good as made up', async () => {
    const browser = browserAt(campus.wing);
    const back = new URL(await browser.answer(await browser.begin(), north, coordinator));
    const state = back.searchParams.get('state') ?? '';
    const before = await countRows(campus.database);
    for (const at of [0, 3, Math.floor(state.length / 2), state.length - 1]) {
      const other = state[at] === 'A' ? 'B' : 'A';
      back.searchParams.set('state', `${state.slice(0, at)}${other}${state.slice(at + 1)}`);
      const page = await browser.open(back.href);
      expect([page.status, page.text]).toEqual([400, expect.stringContaining(says('install.used'))]);
    }
    expect(await countRows(campus.database)).toEqual(before);
  });

  it('that comes back twice at once installs once', async () => {
    const browser = browserAt(campus.wing);
    const back = await browser.answer(await browser.begin(), north, coordinator);
    const pages = await Promise.all([browser.open(back), browser.open(back), browser.open(back)]);
    expect(pages.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 400, 400]);
    expect(campus.desk.calls.filter(({ args }) => JSON.stringify(args).includes('code'))).toHaveLength(1);
    expect(await countRows(campus.database)).toMatchObject({ workspace: 1, installation: 1, role_held: 1 });
  });

  it('that was used does not install again, and what was installed stays', async () => {
    const browser = browserAt(campus.wing);
    const back = await browser.answer(await browser.begin(), north, enfermera);
    expect((await browser.open(back)).status).toBe(200);
    const again = await browser.open(back);
    expect([again.status, again.text]).toEqual([400, expect.stringContaining(says('install.used'))]);
    expect(await countRows(campus.database)).toMatchObject({ workspace: 1, installation: 1, role_held: 1 });
  });

  it('is forgotten when it is of no more use', async () => {
    await campus.install(north);
    campus.clock.now += 30 * minutes;
    await campus.install(north);
    expect(await countRows(campus.database)).toMatchObject({ install_used: 1 });
  });
});

describe('where Slack or the database are away', () => {
  let campus: Campus;
  beforeAll(async () => {
    campus = await openCampus();
  });
  afterAll(() => campus.end());

  it.each<[string, (campus: Campus) => void]>([
    ['answers with an error', ({ desk }) => desk.weather.error('oauth.v2.access', 503)],
    ['hangs up', ({ desk }) => desk.weather.cutBefore('oauth.v2.access')],
    ['hangs up when it has done it', ({ desk }) => desk.weather.cutAfterAccepting('oauth.v2.access')],
    ['asks to wait', ({ desk }) => desk.weather.rateLimit('oauth.v2.access', 30)],
  ])(
    'a Slack that %s is told of in words, nothing is kept, and the next try goes well',
    async (_, happen) => {
      happen(campus);
      const page = await campus.install(south);
      expect([page.status, page.text]).toEqual([502, expect.stringContaining(says('install.slack-silent'))]);
      expect(await countRows(campus.database)).toMatchObject({ installation: 0, workspace: 0 });
    },
  );

  it('a database that is away is told of in words, before and after Slack was asked', async () => {
    const browser = browserAt(campus.wing);
    const asked = await browser.begin();
    const back = await browser.answer(asked, south, coordinator);
    campus.cable.cut();
    const looking = await browser.open(back);
    expect([looking.status, looking.text]).toEqual([
      503,
      expect.stringContaining(says('install.not-looked-up')),
    ]);
    const beginning = await browser.open(`${campus.wing.address}/slack/install`);
    expect([beginning.status, beginning.text]).toEqual([
      503,
      expect.stringContaining(says('install.not-begun')),
    ]);
    campus.cable.mend();
    expect((await campus.install(south)).status).toBe(200);
    expect(await countRows(campus.database)).toMatchObject({ installation: 1, workspace: 1 });
  });

  it('neither codes nor tokens stand in the log', () => {
    const told = JSON.stringify(campus.wing.facts);
    expect(campus.desk.everGiven().length).toBeGreaterThan(0);
    for (const token of campus.desk.everGiven()) expect(told).not.toContain(token);
    expect(told).not.toContain('client-secret');
  });
});
