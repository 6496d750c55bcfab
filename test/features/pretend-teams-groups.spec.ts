// Group chats of the pretend Teams: what happens there arrives at a bot in Teams' own shapes.
// https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ana, ben, bot, cleo, type Stage, setStage, tenantId } from '../support/pretend-teams.ts';

const night = '19:night@thread.v2';
const pair = '19:ana_ben@unq.gbl.spaces';
const groups = [
  { id: night, name: 'Night shift', members: [ana.id, ben.id], installed: true },
  { id: pair, members: [ana.id, ben.id, cleo.id] },
];

let stage: Stage;
beforeEach(async () => {
  stage = await setStage({ groups });
});
afterEach(() => stage.end());

const talkOf = (person: string, group: string) =>
  stage.teams.seenBy(person).conversations.find(({ id }) => id === group);
const seenIn = (person: string, group: string) => talkOf(person, group)?.messages ?? [];

/** All that Teams tells of a group chat: there is no team, and no channel. */
const place = (id: string) => ({
  conversation: { isGroup: true, conversationType: 'groupChat', tenantId, id },
  channelData: { tenant: { id: tenantId } },
});

test('the bot hears only those who call it, and there are no reply chains', async () => {
  expect(await stage.teams.message(ana.id, night, 'hello all')).toMatchObject({ heard: false });
  const first = await stage.teams.message(ana.id, night, '@Lamplight hello');
  const root = first.kind === 'done' ? first.id : undefined;
  await stage.teams.message(ben.id, night, '@Lamplight me too', root);
  const heard = stage.heardOf('message');
  expect(heard).toHaveLength(2);
  for (const one of heard) {
    expect(one.conversation).toEqual(place(night).conversation);
    expect(one.channelData).toEqual(place(night).channelData);
  }
  expect(heard[0]).toMatchObject({
    id: root,
    text: '<at>Lamplight</at> hello\n',
    entities: [{ type: 'mention', mentioned: { id: bot } }, { type: 'clientInfo' }],
  });
  const answer = await stage.post(night, { type: 'message', text: 'good evening' });
  expect(answer.status).toBe(201);
  for (const person of [ana, ben])
    expect(seenIn(person.id, night).map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['hello all', undefined],
      ['@Lamplight hello', undefined],
      ['@Lamplight me too', undefined],
      ['good evening', undefined],
    ]);
});

test('nobody else sees it; without a name it is called by those in it', async () => {
  expect(talkOf(ana.id, night)).toMatchObject({ kind: 'group', name: 'Night shift' });
  expect(talkOf(cleo.id, night)).toBeUndefined();
  expect(talkOf(ana.id, pair)).toMatchObject({ kind: 'group', name: `${ben.name}, ${cleo.name}` });
  expect(await stage.teams.message(cleo.id, night, '@Lamplight hello')).toMatchObject({
    error: 'not_found',
  });
});

test('where the bot is not in it, it hears nothing, and can neither write nor ask who is there', async () => {
  expect(await stage.teams.message(ana.id, pair, '@Lamplight hello')).toMatchObject({ heard: false });
  expect((await stage.post(pair, { type: 'message', text: 'hello' })).status).toBe(403);
  expect((await stage.call('GET', `/v3/conversations/${pair}/pagedmembers`)).status).toBe(403);
});

test('the app comes and goes: an installation and the bot as a member, without a team', async () => {
  await stage.teams.installGroup(pair);
  await stage.teams.uninstallGroup(pair);
  const [came, went] = stage.heardOf('conversationUpdate');
  expect(came).toMatchObject({ membersAdded: [{ id: bot }], ...place(pair) });
  expect(went).toMatchObject({ membersRemoved: [{ id: bot }], ...place(pair) });
  expect(came?.channelData).toEqual(place(pair).channelData);
  expect(stage.heardOf('installationUpdate')).toMatchObject([
    { action: 'add', ...place(pair) },
    { action: 'remove', ...place(pair) },
  ]);
});

test('people come and go, and who is there is asked as in a team', async () => {
  const members = async (): Promise<unknown> =>
    (await stage.call('GET', `/v3/conversations/${night}/pagedmembers`)).body.members;
  await stage.teams.joinGroup(cleo.id, night);
  expect(await members()).toMatchObject([{ id: ana.id }, { id: ben.id }, { id: cleo.id }]);
  const one = await stage.call('GET', `/v3/conversations/${night}/members/${cleo.aad}`);
  expect(one.body).toMatchObject({ id: cleo.id, userRole: 'guest' });
  await stage.teams.leaveGroup(cleo.id, night);
  expect(await members()).toMatchObject([{ id: ana.id }, { id: ben.id }]);
  const who = [{ id: cleo.id, aadObjectId: cleo.aad }];
  expect(stage.heardOf('conversationUpdate')).toMatchObject([
    { membersAdded: who, ...place(night) },
    { membersRemoved: who, ...place(night) },
  ]);
});

test('what was saved goes on; a tenant that was saved before there was the chat has it as if new', async () => {
  await stage.end();
  stage = await setStage();
  await stage.teams.uninstallTeam('19:ward@thread.tacv2');
  const old: unknown = JSON.parse(JSON.stringify(stage.teams.save()));
  await stage.end();
  stage = await setStage({ groups, state: old });
  expect(await stage.teams.message(ana.id, '19:ward@thread.tacv2', '@Lamplight hello')).toMatchObject({
    heard: false,
  });
  expect(await stage.teams.message(ana.id, night, '@Lamplight hello')).toMatchObject({ heard: true });
  await stage.teams.uninstallGroup(night);
  await stage.teams.leaveGroup(ben.id, night);
  const state: unknown = JSON.parse(JSON.stringify(stage.teams.save()));
  await stage.end();
  stage = await setStage({ groups, state });
  expect(seenIn(ana.id, night).map(({ text }) => text)).toEqual(['@Lamplight hello']);
  expect(talkOf(ben.id, night)).toBeUndefined();
  expect(await stage.teams.message(ana.id, night, '@Lamplight again')).toMatchObject({ heard: false });
});
