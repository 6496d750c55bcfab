// Bad days at Slack, and its other door: Socket Mode.
import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ana,
  appToken,
  clientAt,
  refusalOf,
  type Stage,
  setStage,
  silent,
  ward,
} from '../support/pretend.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const say = (text: string) => stage.slack.message(ana, stage.slack.direct(ana), text);
const headersOf = (name: string) => stage.heard.map(({ headers }) => headers[name]);
const eventIds = () => stage.heard.map(({ payload }) => payload.event_id);

describe('events that the bot does not acknowledge', () => {
  test('come again, three times, as the same event with its number and reason', async () => {
    stage.answerWith(() => ({ status: 503 }));
    expect(await say('hello')).toMatchObject({ kind: 'done', heard: false });
    await stage.slack.settled();
    expect(headersOf('x-slack-retry-num')).toEqual([undefined, '1', '2', '3']);
    expect(headersOf('x-slack-retry-reason').slice(1)).toEqual(['http_error', 'http_error', 'http_error']);
    expect(new Set(eventIds()).size).toBe(1);
  });

  test('stop coming once one arrived', async () => {
    stage.answerWith((_payload, { headers }) => ({
      status: headers['x-slack-retry-num'] === '1' ? 200 : 500,
    }));
    await say('hello');
    await stage.slack.settled();
    expect(stage.heard).toHaveLength(2);
  });

  test('come once where only the retry gets through, twice where the acknowledgement was lost', async () => {
    stage.slack.weather.loseFirst();
    await say('hello');
    await stage.slack.settled();
    expect(headersOf('x-slack-retry-num')).toEqual(['1']);
    stage.slack.weather.loseAcknowledgement();
    await say('again');
    await stage.slack.settled();
    expect(headersOf('x-slack-retry-num')).toEqual(['1', undefined, '1']);
  });
});

describe('events in bad weather', () => {
  test.each([
    [true, 1],
    [false, 3],
  ])('come doubled without a retry header (same id: %s)', async (sameId, ids) => {
    stage.slack.weather.duplicateEvents(2, sameId);
    await say('hello');
    await stage.slack.settled();
    expect(stage.heard).toHaveLength(3);
    expect(headersOf('x-slack-retry-num')).toEqual([undefined, undefined, undefined]);
    expect(new Set(eventIds()).size).toBe(ids);
  });

  test('come the wrong way round', async () => {
    stage.slack.weather.reorderEvents(3);
    for (const text of ['one', 'two', 'three']) await say(text);
    await stage.slack.settled();
    expect(stage.heardOf('message').map(({ text }) => text)).toEqual(['three', 'two', 'one']);
  });
});

describe('calls in bad weather', () => {
  const post = (text: string) => stage.client.chat.postMessage({ channel: ana, text });
  const said = () =>
    stage.slack
      .seenBy(ana)
      .conversations.find((one) => one.kind === 'direct')
      ?.messages.map((one) => one.text);

  test('are told to wait, and nothing is posted', async () => {
    stage.slack.weather.rateLimit('chat.postMessage', 7);
    await expect(post('first')).rejects.toMatchObject({ retryAfter: 7 });
    await post('second');
    expect(said()).toEqual(['second']);
  });

  test('fail, or are cut before or after they were accepted', async () => {
    const { weather } = stage.slack;
    weather.error('chat.postMessage', 503);
    await expect(post('failed')).rejects.toMatchObject({ statusCode: 503 });
    weather.cutBefore('chat.postMessage');
    await expect(post('cut before')).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    weather.cutAfterAccepting('chat.postMessage');
    await expect(post('cut after')).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    weather.slow('chat.postMessage', 5);
    await post('slow');
    expect(said()).toEqual(['cut after', 'slow']);
  });

  test('run into an unwritten limit', async () => {
    stage.slack.weather.limit('chat.postMessage', 2);
    const outcomes = await Promise.allSettled(['1', '2', '3'].map(post));
    expect(outcomes.filter((one) => one.status === 'rejected')).toHaveLength(1);
    stage.slack.weather.clear();
    await post('4');
    expect(said()).toHaveLength(3);
  });

  test('are written down without their token', async () => {
    await refusalOf(stage.client.apiCall('chat.update', { token: 'xoxb-other', channel: ward }));
    await post('kept');
    expect(stage.slack.calls.map(({ method }) => method)).toEqual(['chat.update', 'chat.postMessage']);
    expect(JSON.stringify(stage.slack.calls)).not.toContain('xoxb');
  });
});

type Envelope = {
  ack: (answer?: unknown) => Promise<void>;
  body?: { command?: string };
  event?: { text?: string };
};

describe('Socket Mode', () => {
  async function connected() {
    await stage.end();
    stage = await setStage({ deliverTo: () => undefined, patience: 1000 });
    const client = new SocketModeClient({
      appToken,
      logger: silent,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: `${stage.address}/api/` },
    });
    return client;
  }

  test('takes commands, events and forms down one socket and answers by id', async () => {
    const client = await connected();
    const heard: unknown[] = [];
    client.on('slash_commands', ({ ack, body }: Envelope) => {
      heard.push(body?.command);
      void ack({ text: 'by socket' });
    });
    client.on('message', ({ ack, event }: Envelope) => {
      heard.push(event?.text);
      void ack();
    });
    await client.start();
    expect(await stage.slack.command(ana, ward, '/checkin')).toEqual({ kind: 'done', heard: true });
    expect(await say('hello')).toMatchObject({ heard: true });
    expect(heard).toEqual(['/checkin', 'hello']);
    const shown = stage.slack.seenBy(ana).conversations.find((one) => one.id === ward)?.messages;
    expect(shown).toMatchObject([{ text: 'by socket', ephemeral: true }]);
    await client.disconnect();
    expect(await stage.slack.command(ana, ward, '/checkin')).toMatchObject({ because: 'dispatch_failed' });
  });

  test('asks the client to come again, and it does', async () => {
    const client = await connected();
    await client.start();
    const again = new Promise((resolve) => client.once('connected', resolve));
    stage.slack.refreshSockets();
    await again;
    client.on('slash_commands', ({ ack }: Envelope) => void ack());
    expect(await stage.slack.command(ana, ward, '/checkin')).toEqual({ kind: 'done', heard: true });
    await client.disconnect();
  });

  test('lets nobody in without a ticket, and each ticket in once', async () => {
    const enter = (address: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      });
    expect(await enter(`${stage.address.replace('http', 'ws')}/link/?ticket=guessed`)).toBe('refused');
    const { url = '' } = await clientAt(stage.address, appToken).apps.connections.open();
    expect(await enter(url)).toBe('open');
    expect(await enter(url)).toBe('refused');
  });
});
