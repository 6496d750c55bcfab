// What Slack refuses, the pretend one refuses too, with the same codes and through the real client.
import type { Button, KnownBlock, ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shown } from '../../adapters/playground/slack/shown.ts';
import {
  ana,
  appToken,
  ben,
  clientAt,
  lounge,
  refusalOf,
  type Stage,
  setStage,
  silent,
  ward,
} from '../support/pretend.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const view = (blocks: KnownBlock[] = [], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  title: plain('Title'),
  blocks,
  ...more,
});
const section = (text: string) => ({ type: 'section' as const, text: plain(text) });

let stage: Stage;
let minute = 0;
beforeEach(async () => {
  minute = 0;
  const start = Date.now();
  stage = await setStage({ now: () => start + minute * 60_000 });
});
afterEach(() => stage.end());

const codeOf = async (call: Promise<unknown>): Promise<unknown> => (await refusalOf(call)).error;
const trigger = async (): Promise<string> => {
  await stage.slack.command(ana, ward, '/checkin');
  return String(stage.heard.at(-1)?.payload.trigger_id);
};

describe('who may call', () => {
  test('a token that is missing, wrong or of the wrong kind', async () => {
    expect(await codeOf(clientAt(stage.address, 'xoxb-other').auth.test())).toBe('invalid_auth');
    expect(await codeOf(clientAt(stage.address, appToken).auth.test())).toBe('not_allowed_token_type');
    expect(await codeOf(stage.client.apps.connections.open())).toBe('not_allowed_token_type');
    const nobody = new WebClient(undefined, { slackApiUrl: `${stage.address}/api/`, logger: silent });
    expect(await codeOf(nobody.auth.test())).toBe('not_authed');
    expect(await stage.client.auth.test()).toMatchObject({ ok: true, team_id: 'T0HOSP', bot_id: 'B0LAMP' });
  });

  test('an app that was taken out', async () => {
    await stage.slack.uninstall();
    expect(await codeOf(stage.client.auth.test())).toBe('account_inactive');
  });

  test('a scope that was not granted, named', async () => {
    await stage.end();
    stage = await setStage({ scopes: ['commands', 'chat:write'] });
    expect(await refusalOf(stage.client.users.info({ user: ana }))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'commands,chat:write',
    });
  });

  test('a method that Slack does not know', async () => {
    expect(await codeOf(stage.client.apiCall('chat.postMesage'))).toBe('unknown_method');
  });
});

describe('messages', () => {
  const { chat } = { chat: () => stage.client.chat };

  test('to nobody, to somebody gone, to where the bot is not, to an ephemeral reader elsewhere', async () => {
    expect(await codeOf(chat().postMessage({ channel: 'C0NOWHERE', text: 'x' }))).toBe('channel_not_found');
    expect(await codeOf(chat().postMessage({ channel: 'U0GONE', text: 'x' }))).toBe('channel_not_found');
    expect(await codeOf(chat().postMessage({ channel: lounge, text: 'x' }))).toBe('not_in_channel');
    expect(await codeOf(chat().postEphemeral({ channel: ward, user: 'U0GONE', text: 'x' }))).toBe(
      'user_not_in_channel',
    );
    expect(await codeOf(stage.client.conversations.open({ users: 'U0GONE' }))).toBe('user_disabled');
    expect(await codeOf(stage.client.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found');
  });

  test('without words, with too many, with bad blocks and which rule they break', async () => {
    expect(await codeOf(chat().postMessage({ channel: ana, text: '' }))).toBe('no_text');
    expect(await codeOf(chat().postMessage({ channel: ana, text: 'x'.repeat(40_001) }))).toBe('msg_too_long');
    const blocks: KnownBlock[] = [
      { type: 'actions', elements: [{ type: 'button', text: plain('x'.repeat(76)) }] },
    ];
    expect(await refusalOf(chat().postMessage({ channel: ana, text: 'x', blocks }))).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]'],
      },
    });
    const broken = stage.client.apiCall('chat.postMessage', { channel: ana, text: 'x', blocks: '[{' });
    expect(await codeOf(broken)).toBe('invalid_blocks_format');
  });

  test('are changed and taken away only by who wrote them', async () => {
    const theirs = await stage.slack.message(ana, ward, 'mine');
    const ts = theirs.kind === 'done' ? (theirs.ts ?? '') : '';
    expect(await codeOf(chat().update({ channel: ward, ts, text: 'x' }))).toBe('cant_update_message');
    expect(await codeOf(chat().delete({ channel: ward, ts }))).toBe('cant_delete_message');
    expect(await codeOf(chat().update({ channel: ward, ts: '1.000001', text: 'x' }))).toBe(
      'message_not_found',
    );
    const own = await chat().postMessage({ channel: ward, text: 'first' });
    await chat().update({ channel: ward, ts: own.ts ?? '', text: 'second' });
    const seen = stage.slack.seenBy(ben).conversations.find((one) => one.id === ward)?.messages;
    expect(seen?.at(-1)).toMatchObject({ text: 'second', edited: true });
  });

  test('are read back with their metadata, never the ephemeral ones', async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd1' } };
    const posted = await chat().postMessage({ channel: ana, text: 'first', metadata });
    await chat().postMessage({ channel: ana, text: 'second' });
    await chat().postEphemeral({ channel: posted.channel ?? '', user: ana, text: 'unseen' });
    const all = { channel: posted.channel ?? '', include_all_metadata: true, limit: 1 };
    const latest = await stage.client.conversations.history(all);
    expect(latest).toMatchObject({ has_more: true, messages: [{ text: 'second' }] });
    const cursor = latest.response_metadata?.next_cursor ?? '';
    const older = await stage.client.conversations.history({ ...all, cursor });
    expect(older).toMatchObject({ has_more: false, messages: [{ text: 'first', metadata }] });
    const since = { channel: posted.channel ?? '', oldest: posted.ts ?? '' };
    expect((await stage.client.conversations.history(since)).messages).toMatchObject([{ text: 'second' }]);
  });
});

describe('triggers and views', () => {
  test('a trigger works once, for three seconds', async () => {
    const { views } = stage.client;
    expect(await codeOf(views.open({ trigger_id: '1.2.abc', view: view() }))).toBe('invalid_trigger_id');
    const once = await trigger();
    await views.open({ trigger_id: once, view: view() });
    expect(await codeOf(views.open({ trigger_id: once, view: view() }))).toBe('exchanged_trigger_id');
    const late = await trigger();
    minute = 0.06;
    expect(await codeOf(views.open({ trigger_id: late, view: view() }))).toBe('expired_trigger_id');
  });

  test('a bad view is refused with the rule', async () => {
    const call = stage.client.views.open({
      trigger_id: await trigger(),
      view: view([], { title: plain('x'.repeat(25)) }),
    });
    expect(await refusalOf(call)).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
  });

  test('a view that is gone, that has changed, whose name is taken, or that lies too deep', async () => {
    const { views } = stage.client;
    expect(await codeOf(views.update({ view_id: 'V0', view: view() }))).toBe('not_found');
    const button: Button = { type: 'button', action_id: 'a', text: plain('More') };
    const pushing = view([{ type: 'actions', block_id: 'b', elements: [button] }]);
    const opened = await views.open({ trigger_id: await trigger(), view: pushing });
    expect(await codeOf(views.push({ trigger_id: await trigger(), view: view() }))).toBe('not_found');
    const id = opened.view?.id ?? '';
    const named = view([], { external_id: 'only-one' });
    expect(await codeOf(views.update({ view_id: id, view: pushing, hash: 'old' }))).toBe('hash_conflict');
    await views.update({ view_id: id, view: pushing, hash: opened.view?.hash ?? '' });
    const push = async (given: ModalView): Promise<unknown> => {
      const top = stage.slack.seenBy(ana).modals[0]?.id ?? '';
      await stage.slack.press(ana, { view: top }, 'a', 'b');
      const trigger_id = String(stage.heardOf('block_actions').at(-1)?.trigger_id);
      return codeOf(views.push({ trigger_id, view: given }));
    };
    expect(await push(named)).toBe('not refused');
    expect(await push(named)).toBe('duplicate_external_id');
    expect(await push(pushing)).toBe('not refused');
    expect(await push(pushing)).toBe('push_limit_reached');
  });

  test('a home is published to one person and seen by nobody else', async () => {
    const home = { type: 'home' as const, blocks: [section('Good morning')] };
    await stage.client.views.publish({ user_id: ana, view: home });
    expect(shown(stage.slack.seenBy(ana).home)).toBe('Good morning');
    expect(stage.slack.seenBy(ben).home).toBeUndefined();
    expect(await codeOf(stage.client.views.publish({ user_id: 'U0NOBODY', view: home }))).toBe(
      'invalid_arguments',
    );
  });
});
