// Whatever breaks between Teams and the core: no form closes as if it had been kept, nothing is lost without a word.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Thing } from '../../adapters/playground/teams/tenant.ts';
import { speaker } from '../../src/words/speak.ts';
import { formOpens, kept, keptInPictures } from '../support/door.ts';
import { nothing, openTeamsDoor, type TeamsEntrance } from '../support/teams-door.ts';
import { bot, nora, tenant } from '../support/teams-side.ts';

const say = speaker('en', 'UTC');
const broken = async (): Promise<never> => Promise.reject(new Error('broken'));

let entrance: TeamsEntrance;
let talk = '';
const notes = () =>
  (entrance.teams.seenBy(nora.id).conversations.find(({ id }) => id === talk)?.messages ?? []).filter(
    ({ from }) => from === bot,
  );
const shown = (): string => JSON.stringify(notes().at(-1)?.card);
const verb = (wanted: string) => (action: object) => 'verb' in action && action.verb === wanted;

describe('a core that breaks, behind Teams', () => {
  let form = '';
  beforeEach(async () => {
    entrance = await openTeamsDoor({
      picture: () => {
        throw new Error('no pictures today');
      },
    });
    talk = entrance.teams.personal(nora.id);
    // A card with a button, and in its place the form that the button opened.
    entrance.core(async () => ({
      kind: 'kept',
      answer: {
        kind: 'card',
        card: {
          name: 'spec.card',
          summary: 'a card',
          blocks: [{ kind: 'buttons', buttons: [{ press: 'spec.open', label: 'open' }] }],
        },
      },
    }));
    await entrance.teams.message(nora.id, talk, 'hello');
    form = notes().at(-1)?.id ?? '';
    entrance.core(async () => formOpens);
    await entrance.teams.press(nora.id, talk, form, verb('press'));
    entrance.core(broken);
  });
  afterEach(() => entrance.end());

  it('leaves the form open, with what was typed, and says that nothing was kept', async () => {
    const came = await entrance.teams.press(nora.id, talk, form, verb('form'), { 'in:note': 'a long day' });
    expect(came).toEqual({ kind: 'card', heard: true });
    expect(shown()).toContain('a long day');
    expect(shown()).toContain(say('bot.not-saved'));
  });

  it('shows all of a long form without fields again, with what went wrong', async () => {
    const days = Array.from({ length: 12 }, (_, n) => `Day ${n}. ${'x'.repeat(4_000)}`);
    entrance.core(async () => ({
      kind: 'kept',
      answer: {
        kind: 'form',
        form: {
          name: 'spec.long',
          title: 'Sure?',
          parts: [{ kind: 'list', items: days.map((text) => ({ text })) }],
          submit: 'Yes',
          close: 'No',
        },
      },
    }));
    await entrance.teams.press(nora.id, talk, form, verb('form'), { 'in:note': 'a long day' });
    await entrance.answered();
    const wrong = `Not now. ${'y'.repeat(6_000)}`;
    entrance.core(async () => ({ kind: 'kept', answer: { kind: 'errors', errors: { '': wrong } } }));
    expect(await entrance.teams.press(nora.id, talk, form, verb('form'))).toMatchObject({ kind: 'card' });
    await entrance.answered();
    const screen = JSON.stringify(notes().map(({ card }) => card));
    expect(screen).toContain('Not now.');
    expect(days.flatMap((_, n) => (screen.includes(`Day ${n}. `) ? [] : [n]))).toEqual([]);
  });

  it('has a form that was kept say so, where its answer cannot be drawn', async () => {
    entrance.core(async () => keptInPictures);
    expect(await entrance.teams.press(nora.id, talk, form, verb('form'))).toMatchObject({ kind: 'card' });
    expect(shown()).toContain(say('bot.kept-already'));
  });

  it('tells whoever wrote that it was not saved, once, with a button for help, and refuses the message', async () => {
    expect(await entrance.teams.message(nora.id, talk, 'helpnow')).toMatchObject({ heard: false });
    await entrance.answered();
    expect(notes()).toHaveLength(2);
    expect(shown()).toContain(say('bot.not-saved'));
    expect(shown()).toContain('do.helpnow');
  });

  it('answers a press in words, and the card stays', async () => {
    await entrance.teams.message(nora.id, talk, 'hello');
    await entrance.answered();
    const sorry = notes().at(-1);
    const came = await entrance.teams.press(nora.id, talk, sorry?.id ?? '', verb('press'));
    expect(came).toEqual({ kind: 'said', words: say('bot.not-saved'), heard: true });
    entrance.core(async () => keptInPictures);
    const undrawn = await entrance.teams.press(nora.id, talk, sorry?.id ?? '', verb('press'));
    expect(undrawn).toEqual({ kind: 'said', words: say('bot.late'), heard: true });
    expect(notes().at(-1)?.card).toEqual(sorry?.card);
  });

  it('closes a form that has nothing more to say, and its card says so', async () => {
    entrance.core(async () => nothing);
    await entrance.teams.press(nora.id, talk, form, verb('form'), { 'in:note': 'a long day' });
    expect(shown()).toContain(say('any.done'));
    expect(shown()).not.toContain('a long day');
  });
});

describe('somebody who puts us into their own talk', () => {
  beforeEach(async () => {
    entrance = await openTeamsDoor();
    talk = entrance.teams.personal(nora.id);
  });
  afterEach(() => entrance.end());

  it('comes once, though Teams tells it twice; goes; and comes again', async () => {
    await entrance.teams.install(nora.id);
    const joins = () => entrance.heard.filter(({ kind }) => kind === 'joined');
    expect(joins()).toHaveLength(2);
    expect(new Set(joins().map(({ identity }) => identity)).size).toBe(1);
    expect(joins()[0]).toMatchObject({ who: { account: nora.aad }, talk: expect.stringContaining(talk) });
    await entrance.teams.uninstall(nora.id);
    expect(entrance.heard.at(-1)).toMatchObject({ kind: 'left', who: { account: nora.aad } });
    await entrance.teams.install(nora.id);
    expect(new Set(joins().map(({ identity }) => identity)).size).toBe(2);
  });
});

describe('the anonymous mode', () => {
  const installed: string[] = [];
  beforeEach(async () => {
    installed.length = 0;
    entrance = await openTeamsDoor({
      anonymous: true,
      installed: async ({ workspace }) => void installed.push(workspace),
    });
    entrance.core(async () => kept('here is help'));
    talk = entrance.teams.personal(nora.id);
  });
  afterEach(() => entrance.end());

  const activity = (more: Thing = {}): string =>
    JSON.stringify({ ...entrance.teams.compose(nora.id, talk, 'helpnow'), ...more });

  it('looks at no token, makes a tenant known before its first word, and sends none itself', async () => {
    expect((await entrance.knock(activity())).status).toBe(503);
    expect(installed).toEqual([tenant]);
    await entrance.answered();
    const post = entrance.teams.calls.find(({ path }) => path.endsWith('/activities'));
    // The pretend Teams wants a token from everybody.
    expect(post?.status).toBe(401);
    expect(entrance.teams.calls.some(({ path }) => path.includes('/token'))).toBe(false);
  });

  it('takes somebody who names no tenant as of this machine, and still sends to no stranger’s host', async () => {
    const { conversation } = entrance.teams.compose(nora.id, talk, 'x');
    const { tenantId: _none, ...nowhere } = Object.assign({ tenantId: '' }, conversation);
    entrance.core(async () => nothing);
    const channels = { channelId: 'emulator', channelData: {}, conversation: nowhere };
    expect((await entrance.knock(activity(channels))).status).toBe(200);
    expect(installed).toEqual(['local']);
    expect((await entrance.knock(activity({ serviceUrl: 'https://smba.example.org/' }))).status).toBe(403);
    expect((await entrance.knock('{}')).status).toBe(400);
    expect((await entrance.knock('{')).status).toBe(400);
  });
});

describe('the anonymous mode, which is for this machine,', () => {
  beforeEach(async () => {
    entrance = await openTeamsDoor({ anonymous: true });
    talk = entrance.teams.personal(nora.id);
  });
  afterEach(() => entrance.end());

  const knocks = async (headers: Record<string, string>): Promise<number> =>
    (await entrance.knock(JSON.stringify(entrance.teams.compose(nora.id, talk, 'help')), headers)).status;

  it('takes nothing from a page of somebody else’s that a browser here has open, nor through a proxy', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost.evil.example' },
      { 'x-forwarded-for': '203.0.113.9' },
      { forwarded: 'for=203.0.113.9' },
    ])
      expect([headers, await knocks(headers)]).toEqual([headers, 403]);
    expect(entrance.heard).toEqual([]);
    expect(await knocks({})).toBe(200);
    expect(await knocks({ origin: 'http://localhost:56150' })).toBe(200);
  });
});

describe('a start while Microsoft is away', () => {
  it('is a start: nobody is called a forger, and it is well once Microsoft is back', async () => {
    entrance = await openTeamsDoor({
      unready: true,
      account: {
        appId: 'a',
        password: 'b',
        tenant,
        loginUrl: 'http://127.0.0.1:1',
        openIdUrl: 'http://127.0.0.1:1/openid',
      },
    });
    try {
      talk = entrance.teams.personal(nora.id);
      await entrance.door.settled;
      expect(entrance.door.platform.ailment()).toBeDefined();
      const { status } = await entrance.teams.send(entrance.teams.compose(nora.id, talk, 'helpnow'));
      expect(status).toBe(503);
      expect(entrance.heard).toEqual([]);
      await expect
        .poll(() => entrance.door.platform.ailment())
        .toMatch(/keys of Microsoft Teams cannot be read/);
    } finally {
      await entrance.end();
    }
  });
});
