// What becomes of a message to Teams: one try, one outcome, and never a second try behind our back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../src/chat/card.ts';
import type { Address, Sent } from '../../src/chat/platform.ts';
import { startServer } from '../../src/web/server.ts';
import { openTeamsDoor, type TeamsEntrance } from '../support/teams-door.ts';
import { elena, gwen, nora, otto, tenant, wardRounds, wardTeam } from '../support/teams-side.ts';

const card = { name: 'spec.card', summary: 'a summary', blocks: [text('some words')] };

let entrance: TeamsEntrance;
beforeEach(async () => {
  entrance = await openTeamsDoor();
  // Whoever has written once is known, and so is where Teams serves us.
  await entrance.teams.message(nora.id, entrance.teams.personal(nora.id), 'hello');
});
afterEach(() => entrance.end());

const service = (): string =>
  String(entrance.teams.compose(nora.id, entrance.teams.personal(nora.id), 'x').serviceUrl);
const at = (conversation: string, thread?: string): Address => ({
  workspace: tenant,
  conversation: `${service()} ${conversation}`,
  ...(thread === undefined ? {} : { thread }),
});
const own = (): Address => at(entrance.teams.personal(nora.id));
const send = (address: Address): Promise<Sent> => entrance.door.platform.send(address, card, 'delivery-1');
const posts = () => entrance.teams.calls.filter(({ path }) => path.endsWith('/activities'));
const notes = (talk: string) =>
  entrance.teams.seenBy(nora.id).conversations.find(({ id }) => id === talk)?.messages ?? [];

describe('a message that the service took', () => {
  it.each(['{"id":null}', '{"id":7}', '{}', '', 'taken'])(
    'is sent, whatever it is called there: %s',
    async (answer) => {
      const odd = await startServer({
        host: '127.0.0.1',
        port: 0,
        log: () => undefined,
        routes: {
          'POST /odd/*': (_, response) => {
            response.statusCode = 201;
            response.end(answer);
          },
        },
      });
      try {
        const conversation = `${odd.address}/odd/ a:talk`;
        expect(await send({ workspace: tenant, conversation })).toMatchObject({ kind: 'sent', conversation });
      } finally {
        await odd.close(200);
      }
    },
  );
});

const answered = (status: number) => (to: TeamsEntrance) => to.teams.weather.error('send', status);

describe('a message to Teams', () => {
  it('stands in the talk, with the summary for the notification and nothing else to read', async () => {
    const sent = await send(own());
    const note = notes(entrance.teams.personal(nora.id)).at(-1);
    expect(sent).toEqual({ kind: 'sent', message: note?.id, conversation: own().conversation });
    expect(note).toMatchObject({ summary: 'a summary', text: '' });
    expect(JSON.stringify(posts().at(-1)?.body)).not.toContain('delivery-1');
  });

  it('stands in the reply chain that it answers', async () => {
    const asked = await entrance.teams.message(nora.id, wardRounds, '@Lamplight hello');
    const root = asked.kind === 'done' ? asked.id : undefined;
    expect(await send(at(wardRounds, root))).toMatchObject({ kind: 'sent' });
    expect(notes(wardRounds).at(-1)).toMatchObject({ replyTo: root });
  });

  it.each<[what: string, befall: (to: TeamsEntrance) => void, outcome: object]>([
    ['asked to wait', (to) => to.teams.weather.rateLimit('send', 7), { kind: 'later', seconds: 7 }],
    [
      'asked to wait until a moment',
      (to) => to.teams.weather.rateLimit('send', new Date(Date.now() + 90_000).toUTCString()),
      { kind: 'later', seconds: expect.closeTo(90, -1) },
    ],
    [
      'asked to wait, nobody says how long',
      (to) => to.teams.weather.rateLimit('send'),
      { kind: 'later', seconds: expect.closeTo(1.5, 0) },
    ],
    [
      'asked to wait oddly',
      (to) => to.teams.weather.rateLimit('send', 'a while'),
      { kind: 'later', seconds: expect.closeTo(1.5, 0) },
    ],
    ['in the way of others', answered(412), { kind: 'refused', because: 'http_412 PreconditionFailed' }],
    ['met by a tired service', answered(502), { kind: 'failed', because: 'http_502 ServiceError' }],
    ['met by a service that is away', answered(503), { kind: 'refused', because: 'http_503' }],
    ['met by a service that waits in vain', answered(504), { kind: 'failed', because: 'http_504' }],
    ['forbidden by the administrator', answered(403), { kind: 'unreachable', because: 'BotDisabledByAdmin' }],
    [
      'taken, and its answer lost',
      (to) => to.teams.weather.cutAfterAccepting('send'),
      { kind: 'failed', because: expect.any(String) },
    ],
    ['lost on the way', (to) => to.teams.weather.cutBefore('send'), { kind: 'failed' }],
    ['met by a service that breaks', answered(500), { kind: 'failed', because: 'http_500 ServiceError' }],
  ])('that is %s has that outcome, after one try', async (_, befall, outcome) => {
    const before = posts().length;
    befall(entrance);
    expect(await send(own())).toMatchObject(outcome);
    // What was lost before it arrived nobody has counted.
    expect(posts().length - before).toBeLessThanOrEqual(1);
  });

  it('to somebody who has blocked us, or taken us out, is refused for good, in Microsoft’s own word', async () => {
    entrance.teams.block(nora.id);
    expect(await send(own())).toEqual({ kind: 'unreachable', because: 'ConversationBlockedByUser' });
    await entrance.teams.uninstall(nora.id);
    expect(await send(own())).toEqual({ kind: 'unreachable', because: 'BotNotInConversationRoster' });
    expect(await send(at('a:nobody'))).toEqual({ kind: 'unreachable', because: 'ConversationNotFound' });
  });

  it('is not sent where our token may not go, also by an address that was kept', async () => {
    const before = entrance.teams.calls.length;
    for (const conversation of [
      'https://smba.example.org/emea/ a:1',
      'http://smba.trafficmanager.net/emea/ a:1',
      `https://127.0.0.1.example.org/ ${entrance.teams.personal(nora.id)}`,
      `${service().replace('127.0.0.1', '127.1')}x@example.org/ a:1`,
      'a:1',
      ' ',
      '',
    ])
      expect(await send({ workspace: tenant, conversation })).toMatchObject({ kind: 'unreachable' });
    expect(entrance.teams.calls).toHaveLength(before);
  });

  it('cannot be looked for afterwards, and says so', async () => {
    expect(entrance.door.platform.blind).toBe(true);
    expect(await entrance.door.platform.find(own(), 'delivery-1', 0)).toEqual({ kind: 'absent' });
  });
});

describe('our token', () => {
  const asked = (): number => entrance.teams.calls.filter(({ path }) => path.includes('/token')).length;

  it('is asked for once for many messages at once', async () => {
    const before = asked();
    await Promise.all(Array.from({ length: 10 }, () => send(own())));
    expect(asked()).toBe(before);
    expect(before).toBe(1);
  });

  it('that is refused is asked for anew, and the message goes with the new one', async () => {
    const before = asked();
    entrance.teams.revokeTokens();
    expect(await send(own())).toMatchObject({ kind: 'sent' });
    expect(asked()).toBe(before + 1);
  });

  it('that cannot be had while the login is away makes messages wait, and is told', async () => {
    entrance.teams.revokeTokens();
    entrance.teams.weather.error('token', 503, 1);
    expect(await send(own())).toMatchObject({ kind: 'later' });
    expect(entrance.door.platform.ailment()).toMatch(/login service cannot be reached/);
    expect(await send(own())).toMatchObject({ kind: 'sent' });
    expect(entrance.door.platform.ailment()).toBeUndefined();
  });

  it('that is never given, because the password is wrong, is a sentence for the operator', async () => {
    const other = await openTeamsDoor({
      pretend: { appPassword: 'another-password' },
      unready: true,
      account: { ...entrance.teams.account },
    });
    try {
      await expect.poll(() => other.door.platform.ailment()).toBeUndefined();
    } finally {
      await other.end();
    }
    const wrong = await openTeamsDoor({
      unready: true,
      account: { ...entrance.teams.account, password: 'a-guess' },
    });
    try {
      await expect
        .poll(() => wrong.door.platform.ailment())
        .toBe(
          'Microsoft gave us no token (invalid_client). Check MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId.',
        );
      expect(JSON.stringify(wrong.facts)).not.toContain('a-guess');
    } finally {
      await wrong.end();
    }
  });
});

describe('who there is', () => {
  const { aad: account } = nora;

  it('is asked for with language and zone of the person’s own client', async () => {
    const who = { platform: 'teams', workspace: tenant, account };
    expect(await entrance.door.platform.profileOf(who, 2_000)).toEqual({
      language: 'en-US',
      timeZone: 'America/New_York',
      mail: nora.mail,
      name: 'Nora Quinn',
      bot: false,
      guest: false,
    });
    const guest = { ...who, account: gwen.aad };
    // Also before they ever did something here.
    expect(await entrance.door.platform.profileOf(guest, 2_000)).toMatchObject({ guest: true });
    await entrance.teams.message(gwen.id, entrance.teams.personal(gwen.id), 'hello');
    expect(await entrance.door.platform.profileOf(guest, 2_000)).toMatchObject({ guest: true });
  });

  it('is known by language and zone also where the service does not answer in time', async () => {
    entrance.teams.weather.slow('member', 2_000);
    const who = { platform: 'teams', workspace: tenant, account };
    expect(await entrance.door.platform.profileOf(who, 100)).toMatchObject({ language: 'en-US' });
  });

  it('is nobody, where nobody of that account was heard', async () => {
    const who = { platform: 'teams', workspace: tenant, account: otto.aad };
    expect(await entrance.door.platform.profileOf(who, 100)).toBeUndefined();
  });

  it('in a team is everybody, page after page', async () => {
    await entrance.end();
    const crowd = Array.from({ length: 620 }, (_, n) => ({
      id: `29:1c${n}`,
      aad: `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      name: `Person ${n}`,
      mail: `p${n}@hospital.example`,
      locale: 'en-US',
      tz: 'UTC',
    }));
    entrance = await openTeamsDoor({
      pretend: {
        people: [nora, gwen, ...crowd],
        installedFor: [nora.id],
        teams: [
          {
            id: wardTeam,
            name: 'Ward 4',
            channels: [{ id: wardTeam, name: 'General' }],
            members: [nora, gwen, ...crowd].map(({ id }) => id),
            installed: true,
          },
        ],
      },
    });
    const found = await entrance.door.platform.membersOf(at(wardTeam));
    const members = found.kind === 'members' ? found.members : [];
    expect(new Set(members.map((one) => one.account)).size).toBe(622);
    expect(members.find((one) => one.account === gwen.aad)).toEqual({
      account: gwen.aad,
      mail: gwen.mail,
      bot: false,
      guest: true,
      stranger: false,
      deactivated: false,
    });
    expect(await entrance.door.platform.membersOf(at('19:none@thread.tacv2'))).toEqual({
      kind: 'unreachable',
      because: 'ConversationNotFound',
    });
    entrance.teams.weather.rateLimit('members', 3);
    expect(await entrance.door.platform.membersOf(at(wardTeam))).toEqual({ kind: 'later', seconds: 3 });
  });
});

describe('the talk with somebody', () => {
  const talkWith = (account: string) =>
    entrance.door.platform.talkWith({ workspace: tenant, conversation: account });

  it('is known where they wrote, and is made where they did not; nothing is said by that', async () => {
    const calls = entrance.teams.calls.length;
    expect(await talkWith(nora.aad)).toEqual({ kind: 'talk', conversation: own().conversation });
    expect(entrance.teams.calls).toHaveLength(calls);
    const hers = at(entrance.teams.personal(elena.id)).conversation;
    expect(await talkWith(elena.aad)).toEqual({ kind: 'talk', conversation: hers });
    expect(entrance.teams.seenBy(elena.id).conversations.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it('cannot be made with somebody for whom we are not installed', async () => {
    expect(await talkWith(otto.aad)).toEqual({ kind: 'unreachable', because: 'ForbiddenOperationException' });
  });
});
