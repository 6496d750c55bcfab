import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ana, ben, bot, type Stage, secret, setStage, ward } from '../support/pretend.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const pressable = [
  {
    type: 'actions' as const,
    block_id: 'row',
    elements: [{ type: 'button' as const, action_id: 'checkins.open', value: 'v1', text: plain('Check in') }],
  },
];

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

describe('a pretend Slack, towards the bot', () => {
  test('signs every request as Slack does', async () => {
    await stage.slack.command(ana, ward, '/checkin');
    await stage.slack.message(ana, stage.slack.direct(ana), 'hello');
    expect(stage.heard).toHaveLength(2);
    for (const { headers, body } of stage.heard) {
      const base = `v0:${String(headers['x-slack-request-timestamp'])}:${body}`;
      const expected = `v0=${createHmac('sha256', secret).update(base).digest('hex')}`;
      expect(headers['x-slack-signature']).toBe(expected);
    }
  });

  test('asks the new address for the challenge', async () => {
    expect((await stage.slack.verify()).kind).toBe('failed');
    stage.answerWith(({ challenge }) => ({ json: { challenge } }));
    expect((await stage.slack.verify()).kind).toBe('done');
  });

  test('brings a command with its words, place, trigger and response address', async () => {
    await stage.slack.command(ana, ward, '/checkin  tired & sore');
    expect(stage.heard[0]?.payload).toMatchObject({
      command: '/checkin',
      text: 'tired & sore',
      user_id: ana,
      channel_id: ward,
      channel_name: 'ward',
      team_id: 'T0HOSP',
      api_app_id: 'A0LAMP',
      is_enterprise_install: 'false',
    });
  });

  test('shows what the command was acknowledged with to nobody else', async () => {
    stage.answerWith(() => ({ json: { text: 'Only for you' } }));
    await stage.slack.command(ana, ward, '/checkin');
    const words = (user: string) =>
      stage.slack
        .seenBy(user)
        .conversations.find((one) => one.id === ward)
        ?.messages.map((one) => one.text);
    expect(words(ana)).toEqual(['Only for you']);
    expect(words(ben)).toEqual([]);
  });

  test('says how a command failed', async () => {
    stage.answerWith(() => ({ status: 500 }));
    const broken = await stage.slack.command(ana, ward, '/checkin');
    expect(broken).toMatchObject({ kind: 'failed', because: 'dispatch_failed' });
    await stage.end();
    stage = await setStage({ patience: 100 });
    stage.answerWith(() => ({ silent: true }));
    const late = await stage.slack.command(ana, ward, '/checkin');
    expect(late).toMatchObject({ kind: 'failed', because: 'operation_timeout' });
    expect(stage.heard).toHaveLength(1);
  });

  test('brings a direct message, escaped as Slack does', async () => {
    const talk = stage.slack.direct(ana);
    await stage.slack.message(ana, talk, '<!channel> & <@U1> hi');
    expect(stage.heardOf('message')).toMatchObject([
      { channel: talk, channel_type: 'im', user: ana, text: '&lt;!channel&gt; &amp; &lt;@U1&gt; hi' },
    ]);
    expect(stage.heard[0]?.payload).toMatchObject({
      type: 'event_callback',
      team_id: 'T0HOSP',
      authorizations: [{ user_id: bot, is_bot: true }],
    });
  });

  test('brings a mention in a thread, an edit, a joining, a home, and the end', async () => {
    const first = await stage.slack.message(ana, ward, 'good morning');
    const ts = first.kind === 'done' ? (first.ts ?? '') : '';
    await stage.slack.message(ana, ward, '@lamplight help', ts);
    await stage.slack.edit(ana, ward, ts, 'good evening');
    await stage.slack.openHome(ana);
    await stage.slack.join(ben);
    await stage.slack.join(ben, ward);
    await stage.slack.change(ana, { locale: 'en-US' });
    await stage.slack.uninstall();
    expect(stage.heardOf('app_mention')).toMatchObject([{ text: `<@${bot}> help`, thread_ts: ts }]);
    expect(stage.heardOf('message').at(-1)).toMatchObject({
      subtype: 'message_changed',
      message: { ts, text: 'good evening', edited: { user: ana } },
      previous_message: { text: 'good morning' },
    });
    expect(stage.heardOf('app_home_opened')).toMatchObject([{ user: ana, tab: 'home' }]);
    expect(stage.heardOf('team_join')).toMatchObject([{ user: { id: ben } }]);
    expect(stage.heardOf('member_joined_channel')).toMatchObject([{ user: ben, channel: ward }]);
    expect(stage.heardOf('user_change')).toMatchObject([{ user: { id: ana, locale: 'en-US' } }]);
    expect(stage.heardOf('app_uninstalled')).toHaveLength(1);
    expect(stage.heardOf('tokens_revoked')).toHaveLength(1);
  });

  test("lets the bot hear its own words, with the bot's id", async () => {
    await stage.client.chat.postMessage({ channel: ana, text: 'a card' });
    await stage.slack.settled();
    expect(stage.heardOf('message')).toMatchObject([{ user: bot, bot_id: 'B0LAMP', text: 'a card' }]);
  });

  test('brings only what the scopes allow', async () => {
    await stage.end();
    stage = await setStage({ scopes: ['chat:write'] });
    await stage.slack.message(ana, stage.slack.direct(ana), 'hello');
    expect(stage.heard).toEqual([]);
  });
});

describe('buttons and response addresses', () => {
  test('a press carries its message, its action and a way to answer', async () => {
    const { ts = '' } = await stage.client.chat.postMessage({
      channel: ward,
      text: 'card',
      blocks: pressable,
    });
    await stage.slack.press(ben, { channel: ward, ts }, 'checkins.open', 'row');
    expect(stage.heardOf('block_actions')).toMatchObject([
      {
        user: { id: ben, team_id: 'T0HOSP' },
        container: { type: 'message', message_ts: ts, channel_id: ward, is_ephemeral: false },
        channel: { id: ward },
        message: { ts, bot_id: 'B0LAMP' },
        actions: [{ type: 'button', action_id: 'checkins.open', block_id: 'row', value: 'v1' }],
      },
    ]);
  });

  test('nobody can press what is not on their screen', async () => {
    const { message_ts = '' } = await stage.client.chat.postEphemeral({
      channel: ward,
      user: ana,
      text: 'card',
      blocks: pressable,
    });
    const target = { channel: ward, ts: message_ts };
    expect(await stage.slack.press(ben, target, 'checkins.open', 'row')).toMatchObject({ kind: 'failed' });
    expect(await stage.slack.press(ana, target, 'checkins.open', 'row')).toMatchObject({ kind: 'done' });
    expect(await stage.slack.press(ana, target, 'checkins.other', 'row')).toMatchObject({ kind: 'failed' });
  });

  const respond = async (url: unknown, body: unknown): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(String(url), { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };

  test('an ephemeral card is replaced and taken away by its response address', async () => {
    await stage.client.chat.postEphemeral({ channel: ward, user: ana, text: 'card', blocks: pressable });
    const mine = () => stage.slack.seenBy(ana).conversations.find((one) => one.id === ward)?.messages ?? [];
    await stage.slack.press(ana, { channel: ward, ts: mine()[0]?.ts ?? '' }, 'checkins.open', 'row');
    const [press] = stage.heardOf('block_actions');
    expect(press?.message).toBeUndefined();
    await respond(press?.response_url, { replace_original: true, text: 'thank you' });
    expect(mine()).toMatchObject([{ text: 'thank you', ephemeral: true, blocks: [] }]);
    await respond(press?.response_url, { delete_original: true });
    expect(mine()).toEqual([]);
  });

  test('a response address works five times', async () => {
    await stage.slack.command(ana, ward, '/checkin');
    const url = stage.heard[0]?.payload.response_url;
    const answers: number[] = [];
    for (const text of ['1', '2', '3', '4', '5', '6']) answers.push(await respond(url, { text }));
    expect(answers).toEqual([200, 200, 200, 200, 200, 404]);
  });

  test('a response address works for half an hour', async () => {
    await stage.end();
    let minutes = 0;
    stage = await setStage({ now: () => Date.UTC(2026, 2, 1) + minutes * 60_000 });
    await stage.slack.command(ana, ward, '/checkin');
    const url = stage.heard[0]?.payload.response_url;
    minutes = 29;
    expect(await respond(url, { text: 'in time' })).toBe(200);
    minutes = 31;
    expect(await respond(url, { text: 'late' })).toBe(404);
  });
});
