// What Teams refuses the bot, the pretend one refuses too, with the same status, code and words.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Thing } from '../../adapters/playground/teams/tenant.ts';
import {
  ana,
  attached,
  ben,
  bot,
  type Called,
  cardOf,
  cleo,
  lounge,
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

const hello = { type: 'message', text: 'hello' };
const why = ({ status, body }: Called): unknown => [status, (body.error as Thing | undefined)?.code];
const open = (body: Thing) => stage.call('POST', '/v3/conversations', { tenantId, ...body });

describe('a conversation', () => {
  test('with several people is not for a bot to make', async () => {
    const members = [{ id: ana.id }, { id: ben.id }];
    const refused = await open({ members, isGroup: true });
    expect(why(refused)).toEqual([400, 'BadSyntax']);
    expect(refused.body.error).toMatchObject({ message: 'Incorrect conversation creation parameters' });
    expect(why(await open({ members, isGroup: false }))).toEqual([400, 'BadSyntax']);
    expect(why(await open({ members: [{ id: ana.id }], isGroup: true }))).toEqual([400, 'BadSyntax']);
  });

  test('with somebody who has not got the app', async () => {
    const refused = await open({ members: [{ id: cleo.id }] });
    expect(why(refused)).toEqual([403, 'ForbiddenOperationException']);
    expect(refused.body.error).toMatchObject({ message: "Bot is not installed in user's personal scope" });
  });

  test('with somebody unknown, of another tenant, under no id, without a tenant, by another bot', async () => {
    expect(why(await open({ members: [{ id: '29:1nobody' }] }))).toEqual([400, 'BadSyntax']);
    expect(why(await open({ members: [{ id: ana.id }], tenantId: 'elsewhere' }))).toEqual([400, 'BadSyntax']);
    expect(why(await open({ members: [{ id: 'ana' }] }))).toEqual([400, 'BadSyntax']);
    expect(why(await open({ members: [{ id: ana.id }], tenantId: undefined }))).toEqual([400, 'BadSyntax']);
    expect(why(await open({ members: [{ id: ana.id }], bot: { id: '28:other' } }))).toEqual([
      400,
      'BadSyntax',
    ]);
    expect((await open({ members: [{ id: ana.id }], bot: { id: bot } })).status).toBe(201);
  });
});

describe('a message', () => {
  test('to a conversation that is not there, or no id of one', async () => {
    expect(why(await stage.post('a:1nowhere', hello))).toEqual([404, 'ConversationNotFound']);
    expect(why(await stage.post('19:nowhere@thread.tacv2', hello))).toEqual([404, 'ConversationNotFound']);
    expect(why(await stage.post(`${ward};messageid=1`, hello))).toEqual([404, 'ConversationNotFound']);
    expect(why(await stage.post('nowhere', hello))).toEqual([400, 'BadSyntax']);
  });

  test('to whoever took the app away, and to a team without it', async () => {
    const talk = stage.teams.personal(ana.id);
    expect((await stage.post(talk, hello)).status).toBe(201);
    await stage.teams.uninstall(ana.id);
    expect(why(await stage.post(talk, hello))).toEqual([403, 'BotNotInConversationRoster']);
    await stage.teams.install(ana.id);
    expect((await stage.post(talk, hello)).status).toBe(201);
    expect(why(await stage.post(lounge, hello))).toEqual([403, 'BotNotInConversationRoster']);
  });

  test('to whoever blocked the bot, which nobody tells it', async () => {
    stage.teams.block(ana.id);
    expect(why(await stage.post(stage.teams.personal(ana.id), hello))).toEqual([
      403,
      'ConversationBlockedByUser',
    ]);
    expect(stage.heard).toEqual([]);
    stage.teams.unblock(ana.id);
    expect((await stage.post(stage.teams.personal(ana.id), hello)).status).toBe(201);
  });

  test('that is empty, too big, of an unknown kind, or holds what cannot be shown', async () => {
    const talk = stage.teams.personal(ana.id);
    const say = async (activity: Thing) => why(await stage.post(talk, activity));
    expect(await say({ type: 'message', text: ' ' })).toEqual([400, 'BadSyntax']);
    expect(await say({ type: 'message', text: 'x'.repeat(29_000) })).toEqual([413, 'MessageSizeTooBig']);
    expect(await say({ type: 'event', text: 'x' })).toEqual([400, 'BadArgument']);
    expect(await say({ ...hello, attachments: [{ contentType: 'text/html', content: 'x' }] })).toEqual([
      400,
      'BadArgument',
    ]);
    expect(await say(attached(cardOf({ type: 'TextBlock' })))).toEqual([400, 'BadArgument']);
    expect(stage.teams.seenBy(ana.id).conversations.find((one) => one.id === talk)?.messages).toEqual([]);
  });

  test('of somebody else, or one that is gone, is not changed and not taken away', async () => {
    const said = await stage.teams.message(ana.id, ward, 'mine');
    const path = (id: string) => `/v3/conversations/${ward}/activities/${id}`;
    const theirs = path(said.kind === 'done' ? (said.id ?? '') : '');
    expect(why(await stage.call('PUT', theirs, hello))).toEqual([403, 'NotEnoughPermissions']);
    expect(why(await stage.call('DELETE', theirs))).toEqual([403, 'NotEnoughPermissions']);
    expect(why(await stage.call('PUT', path('1'), hello))).toEqual([404, 'ActivityNotFoundInConversation']);
  });
});

test('a member who is not there, and a team', async () => {
  const member = await stage.call('GET', `/v3/conversations/${ward}/members/${cleo.id}`);
  expect(why(member)).toEqual([404, 'MemberNotFoundInConversation']);
  expect(why(await stage.call('GET', `/v3/teams/${lounge}`))).toEqual([403, 'BotNotInConversationRoster']);
  expect(why(await stage.call('GET', `/v3/conversations/${lounge}/pagedmembers`))).toEqual([
    403,
    'BotNotInConversationRoster',
  ]);
});

test('a body that is no JSON, and a door that is not there', async () => {
  const { access_token } = (await stage.login()).body;
  const broken = await fetch(`${stage.address}/v3/conversations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${String(access_token)}` },
    body: '{',
  });
  expect(broken.status).toBe(400);
  expect((await stage.call('GET', '/v3/elsewhere')).status).toBe(404);
  expect((await fetch(`${stage.address}//v3/conversations`, { method: 'POST' })).status).toBe(404);
});
