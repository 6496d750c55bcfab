// The pretend Teams speaks as Teams speaks: what happens there arrives at a bot in Teams' own shapes.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ana,
  appPassword,
  attached,
  ben,
  bot,
  cardOf,
  cleo,
  lounge,
  rounds,
  type Stage,
  setStage,
  tenantId,
  ward,
} from '../support/pretend-teams.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const idOf = async (said: ReturnType<Stage['teams']['message']>): Promise<string> => {
  const result = await said;
  return result.kind === 'done' ? (result.id ?? '') : '';
};
const seenIn = (person: string, conversation: string) =>
  stage.teams.seenBy(person).conversations.find((one) => one.id === conversation)?.messages ?? [];

describe('what people write', () => {
  test('arrives from their own talk, signed and with who, where and when', async () => {
    const talk = stage.teams.personal(ana.id);
    const said = await stage.teams.message(ana.id, talk, 'a < b & <at>everybody</at>');
    expect(said).toMatchObject({ kind: 'done', heard: true });
    expect(talk).toMatch(/^a:/);
    const [message] = stage.heardOf('message');
    expect(message).toMatchObject({
      id: said.kind === 'done' ? said.id : '',
      channelId: 'msteams',
      serviceUrl: `${stage.address}/`,
      text: 'a < b & <at>everybody</at>',
      textFormat: 'plain',
      locale: 'es-ES',
      localTimezone: 'Europe/Madrid',
      from: { id: ana.id, aadObjectId: ana.aad, name: ana.name },
      recipient: { id: bot, name: 'Lamplight' },
      conversation: { id: talk, conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      entities: [{ type: 'clientInfo', locale: 'es-ES', country: 'ES', timezone: 'Europe/Madrid' }],
      attachments: [
        { contentType: 'text/html', content: '<p>a &lt; b &amp; &lt;at&gt;everybody&lt;/at&gt;</p>' },
      ],
    });
    expect(String(message?.localTimestamp)).toMatch(/[+-]\d\d:\d\d$/);
    expect(stage.heard[0]).toMatchObject({
      claims: { iss: 'https://api.botframework.com', serviceurl: `${stage.address}/` },
      headers: { 'x-ms-conversation-id': talk, 'x-ms-tenant-id': tenantId },
    });
  });

  test('arrives from a channel where the bot is mentioned, in its reply chain', async () => {
    expect(await stage.teams.message(ana.id, rounds, 'good morning')).toMatchObject({ heard: false });
    const id = await idOf(stage.teams.message(ana.id, rounds, '@Lamplight checkin'));
    await stage.teams.message(ben.id, rounds, 'and me, @lamplight', id);
    const conversation = { id: `${rounds};messageid=${id}`, conversationType: 'channel', isGroup: true };
    const mention = {
      type: 'mention',
      text: '<at>Lamplight</at>',
      mentioned: { id: bot, name: 'Lamplight' },
    };
    expect(stage.heardOf('message')).toMatchObject([
      {
        id,
        text: '<at>Lamplight</at> checkin\n',
        conversation,
        entities: [mention, { type: 'clientInfo' }],
        channelData: { channel: { id: rounds }, team: { id: ward }, tenant: { id: tenantId } },
      },
      { text: 'and me, <at>Lamplight</at>\n', conversation },
    ]);
    expect(seenIn(ana.id, rounds).map(({ replyTo }) => replyTo)).toEqual([undefined, undefined, id]);
  });

  test('arrives again when it is changed, and when it is taken away', async () => {
    const talk = stage.teams.personal(ana.id);
    const id = await idOf(stage.teams.message(ana.id, talk, 'good mornign'));
    await stage.teams.edit(ana.id, talk, id, 'good morning');
    expect(seenIn(ana.id, talk)).toMatchObject([{ text: 'good morning', edited: true }]);
    await stage.teams.remove(ana.id, talk, id);
    expect(stage.heardOf('messageUpdate')).toMatchObject([
      { id, text: 'good morning', channelData: { eventType: 'editMessage' } },
    ]);
    expect(stage.heardOf('messageDelete')).toMatchObject([
      { id, channelData: { eventType: 'softDeleteMessage' } },
    ]);
    expect(seenIn(ana.id, talk)).toEqual([]);
  });

  test('stays where the bot is not: in another talk, in a team without it, before it is installed', async () => {
    expect(await stage.teams.message(ben.id, stage.teams.personal(ana.id), 'hi')).toMatchObject({
      kind: 'failed',
    });
    expect(await stage.teams.message(ben.id, lounge, 'hi')).toMatchObject({ kind: 'failed' });
    expect(await stage.teams.message(ana.id, lounge, '@Lamplight hi')).toMatchObject({ heard: false });
    expect(await stage.teams.message(cleo.id, stage.teams.personal(cleo.id), 'hi')).toMatchObject({
      error: 'not_installed',
    });
    expect(stage.heard).toEqual([]);
  });

  test('has ids that grow, in a clock that stands still too', async () => {
    await stage.end();
    stage = await setStage({ now: () => 1_772_323_200_000 });
    const talk = stage.teams.personal(ana.id);
    const first = await idOf(stage.teams.message(ana.id, talk, 'one'));
    const second = await idOf(stage.teams.message(ana.id, talk, 'two'));
    expect([first, second]).toEqual(['1772323200000', '1772323200001']);
  });
});

describe('coming and going', () => {
  test('of the app for one person: an installation and, when it comes, the bot as a new member', async () => {
    expect(stage.teams.seenBy(cleo.id).installed).toBe(false);
    expect(await stage.teams.install(cleo.id)).toMatchObject({ kind: 'done', heard: true });
    expect(stage.teams.seenBy(cleo.id).installed).toBe(true);
    await stage.teams.uninstall(cleo.id);
    const from = { id: cleo.id, aadObjectId: cleo.aad };
    const conversation = { id: stage.teams.personal(cleo.id), conversationType: 'personal' };
    expect(stage.heardOf('installationUpdate')).toMatchObject([
      { action: 'add', from, conversation },
      { action: 'remove', from, conversation },
    ]);
    expect(stage.heardOf('conversationUpdate')).toMatchObject([
      { membersAdded: [{ id: bot }], conversation },
    ]);
  });

  test('of the app in a team', async () => {
    await stage.teams.installTeam(lounge);
    await stage.teams.uninstallTeam(lounge);
    const team = { conversation: { id: lounge }, channelData: { team: { id: lounge, name: 'Lounge' } } };
    expect(stage.heardOf('installationUpdate')).toMatchObject([
      { action: 'add', ...team },
      { action: 'remove', ...team },
    ]);
    expect(stage.heardOf('conversationUpdate')).toMatchObject([
      { membersAdded: [{ id: bot }], channelData: { eventType: 'teamMemberAdded' } },
      { membersRemoved: [{ id: bot }], channelData: { eventType: 'teamMemberRemoved' } },
    ]);
  });

  test('of people, told where the bot is a member', async () => {
    await stage.teams.joinTeam(cleo.id, ward);
    expect(seenIn(cleo.id, ward)).toEqual([]);
    await stage.teams.leaveTeam(cleo.id, ward);
    await stage.teams.joinTeam(cleo.id, lounge);
    const who = [{ id: cleo.id, aadObjectId: cleo.aad }];
    expect(stage.heardOf('conversationUpdate')).toMatchObject([
      { membersAdded: who },
      { membersRemoved: who },
    ]);
  });
});

describe('what the bot says', () => {
  test('in a channel begins a reply chain or goes into one', async () => {
    const first = await stage.post(rounds, { type: 'message', text: 'one' });
    const id = String(first.body.id);
    await stage.post(`${rounds};messageid=${id}`, { type: 'message', text: 'two' });
    await stage.call('POST', `/v3/conversations/${rounds}/activities/${id}`, {
      type: 'message',
      text: 'three',
    });
    const made = await stage.call('POST', '/v3/conversations', {
      isGroup: true,
      channelData: { channel: { id: rounds } },
      activity: { type: 'message', text: 'four' },
    });
    expect(first.status).toBe(201);
    expect(seenIn(ben.id, rounds).map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['one', undefined],
      ['two', id],
      ['three', id],
      ['four', undefined],
    ]);
    expect(made.body.id).toBe(`${rounds};messageid=${String(made.body.activityId)}`);
  });

  test('opens the one talk that there is with a person, by either of their ids', async () => {
    const open = async (id: string) =>
      (await stage.call('POST', '/v3/conversations', { members: [{ id }], tenantId, isGroup: false })).body
        .id;
    expect(await open(ana.id)).toBe(stage.teams.personal(ana.id));
    expect(await open(ana.aad)).toBe(stage.teams.personal(ana.id));
  });

  test('is changed for everybody and taken away', async () => {
    const id = String((await stage.post(ward, attached(cardOf({ type: 'TextBlock', text: 'one' })))).body.id);
    const path = `/v3/conversations/${ward}/activities/${id}`;
    expect((await stage.call('PUT', path, { type: 'message', text: 'two **bold**' })).status).toBe(200);
    expect(seenIn(ana.id, ward)).toMatchObject([
      { id, text: 'two **bold**', format: 'markdown', edited: true },
    ]);
    expect(seenIn(ana.id, ward)[0]).not.toHaveProperty('card');
    expect((await stage.call('DELETE', path)).status).toBe(200);
    expect(seenIn(ana.id, ward)).toEqual([]);
  });
});

describe('who there is', () => {
  test('is asked page by page and one by one', async () => {
    await stage.end();
    const crowd = Array.from({ length: 120 }, (_, index) => ({
      ...ben,
      id: `29:1crowd${index}`,
      aad: `aad-${index}`,
    }));
    const team = { id: ward, name: 'Ward 4', channels: [{ id: ward, name: 'General' }], installed: true };
    stage = await setStage({ people: crowd, teams: [{ ...team, members: crowd.map(({ id }) => id) }] });
    const found: unknown[] = [];
    let token: unknown = '';
    const sizes: number[] = [];
    do {
      const page = await stage.call(
        'GET',
        `/v3/conversations/${ward}/pagedmembers?pageSize=50&continuationToken=${String(token)}`,
      );
      const members: readonly unknown[] = Array.isArray(page.body.members) ? page.body.members : [];
      sizes.push(members.length);
      found.push(...members);
      token = page.body.continuationToken;
    } while (token !== undefined);
    expect(sizes).toEqual([50, 50, 20]);
    expect(found[0]).toMatchObject({
      id: '29:1crowd0',
      aadObjectId: 'aad-0',
      email: ben.mail,
      userRole: 'user',
    });
    const one = await stage.call('GET', `/v3/conversations/${ward}/members/${crowd[7]?.id}`);
    expect(one.body).toMatchObject({ id: '29:1crowd7', tenantId });
  });

  test('in a team, with its channels, of which the first has no name', async () => {
    expect((await stage.call('GET', `/v3/teams/${ward}`)).body).toMatchObject({
      id: ward,
      name: 'Ward 4',
      memberCount: 2,
      channelCount: 2,
    });
    expect((await stage.call('GET', `/v3/teams/${ward}/conversations`)).body).toEqual({
      conversations: [{ id: ward }, { id: rounds, name: 'Rounds' }],
    });
  });
});

test('a saved tenant goes on where it was, without secrets in it', async () => {
  const talk = stage.teams.personal(ana.id);
  await stage.teams.message(ana.id, talk, 'kept');
  await stage.teams.install(cleo.id);
  await stage.teams.joinTeam(cleo.id, ward);
  const last = await stage.post(talk, { type: 'message', text: 'kept too' });
  const state = JSON.stringify(stage.teams.save());
  expect(state).not.toContain(appPassword);
  await stage.end();
  stage = await setStage({ state: JSON.parse(state), now: () => 0 });
  expect(stage.teams.personal(ana.id)).toBe(talk);
  expect(seenIn(ana.id, talk).map(({ text }) => text)).toEqual(['kept', 'kept too']);
  expect(stage.teams.seenBy(cleo.id)).toMatchObject({ installed: true });
  expect(stage.teams.seenBy(cleo.id).conversations.map(({ name }) => name)).toContain('Rounds');
  const next = await stage.post(talk, { type: 'message', text: 'later' });
  expect(Number(next.body.id)).toBeGreaterThan(Number(last.body.id));
});
