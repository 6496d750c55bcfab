// A bot of a few lines, to sit opposite the playground's page: it shows what the page can draw, and answers what is
// filled in. It checks that requests are signed as Slack signs them.
import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

type Thing = Record<string, unknown>;
type Account = { signingSecret: string; botToken: string; apiUrl: string };
/** `picture`: where one can be fetched. */
type Options = { account: () => Account; picture: () => string };

const plain = (text: string): Thing => ({ type: 'plain_text', text });
const option = (value: string, text: string): Thing => ({ text: plain(text), value });
const button = (action_id: string, text: string, more: Thing = {}): Thing => ({
  type: 'button',
  action_id,
  text: plain(text),
  ...more,
});

/** 22 November 2026, 19:30 in New York. */
export const moment = 1_795_393_800;

const card = (picture: string): Thing[] => [
  { type: 'header', text: plain('How are you, right now?') },
  { type: 'section', text: plain('Only you see your answer. *Stars* and <!channel> stay as they are.') },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Next circle: ' },
          {
            type: 'date',
            timestamp: moment,
            format: '{date_long} {time}',
            fallback: 'in November',
            style: { bold: true },
          },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: ['A short walk', 'Somebody to talk to'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
    ],
  },
  {
    type: 'section',
    fields: [
      { type: 'mrkdwn', text: '*Last time*\nGood' },
      { type: 'mrkdwn', text: '*Kept for*\n12 months' },
    ],
  },
  {
    type: 'section',
    text: plain('Breathing, two minutes'),
    accessory: button('read', 'Read'),
  },
  { type: 'divider' },
  { type: 'image', image_url: picture, alt_text: 'Your mood over two weeks, rising' },
  {
    type: 'actions',
    block_id: 'row',
    elements: [
      button('answer', 'Answer', { style: 'primary' }),
      button('skip', 'Skip', { value: 'today' }),
      button('erase', 'Erase all', {
        style: 'danger',
        confirm: {
          title: plain('Erase everything?'),
          text: plain('This cannot be taken back.'),
          confirm: plain('Erase'),
          deny: plain('Keep'),
          style: 'danger',
        },
      }),
    ],
  },
  { type: 'context', elements: [plain('Nobody is watching this. For urgent help type /helpnow.')] },
];

const input = (block_id: string, label: string, element: Thing, more: Thing = {}): Thing => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: 'it', ...element },
  ...more,
});

const form = (): Thing => ({
  type: 'modal',
  callback_id: 'mood',
  title: plain('How are you?'),
  submit: plain('Keep it'),
  close: plain('Not now'),
  blocks: [
    { type: 'section', text: plain('Take your time.'), accessory: button('more', 'Who sees this?') },
    input('mood', 'Mood', {
      type: 'radio_buttons',
      options: [option('1', 'Very hard'), option('2', 'Hard'), option('3', 'All right'), option('4', 'Good')],
    }),
    input(
      'topics',
      'What is it about?',
      { type: 'checkboxes', options: [option('sleep', 'Sleep'), option('case', 'A hard case')] },
      { optional: true },
    ),
    input(
      'note',
      'Note',
      { type: 'plain_text_input', multiline: true, max_length: 40 },
      { optional: true, hint: plain('Nobody is watching this box.') },
    ),
    input(
      'help',
      'What would help',
      { type: 'static_select', options: [option('none', 'Nothing'), option('talk', 'A talk')] },
      { optional: true },
    ),
    input('hours', 'Hours slept', { type: 'number_input', is_decimal_allowed: false }, { optional: true }),
    input('day', 'Day', { type: 'datepicker' }, { optional: true }),
    input('time', 'Time', { type: 'timepicker' }, { optional: true }),
    input('who', 'With whom', { type: 'users_select' }, { optional: true }),
  ],
});

const leaflet: Thing = {
  type: 'modal',
  title: plain('Who sees this?'),
  close: plain('Back to the form'),
  blocks: [{ type: 'section', text: plain('Only you.') }],
};

const home: Thing = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('Welcome') },
    { type: 'actions', elements: [button('answer', 'Check in', { style: 'primary' })] },
  ],
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isThing(inner) ? inner[name] : undefined), value);

/** `heard`: every interaction that came in, in the order of coming. While `deaf`, every line is cut. */
export function makeTinyBot({ account, picture }: Options) {
  const heard: Thing[] = [];

  async function call(method: string, args: Thing): Promise<void> {
    const response = await fetch(account().apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${account().botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const answer: unknown = await response.json();
    if (at(answer, 'ok') !== true) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  }

  async function pressed(payload: Thing): Promise<undefined> {
    const action = at(payload, 'actions', '0', 'action_id');
    const trigger_id = payload.trigger_id;
    if (action === 'answer') await call('views.open', { trigger_id, view: form() });
    if (action === 'more') await call('views.push', { trigger_id, view: leaflet });
    if (action === 'erase')
      await fetch(String(payload.response_url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ replace_original: true, text: 'Everything is erased.' }),
      });
    return undefined;
  }

  async function submitted(payload: Thing): Promise<Thing | undefined> {
    const note = at(payload, 'view', 'state', 'values', 'note', 'it', 'value');
    if (note === 'no') return { response_action: 'errors', errors: { note: 'Say a little more.' } };
    await call('chat.postMessage', { channel: at(payload, 'user', 'id'), text: 'Kept. Only you see it.' });
    return undefined;
  }

  async function hear(body: string, isJson: boolean): Promise<Thing | undefined> {
    if (isJson) {
      const { event } = JSON.parse(body) as { event?: Thing };
      if (event?.type === 'app_home_opened') await call('views.publish', { user_id: event.user, view: home });
      return undefined;
    }
    const given = new URLSearchParams(body);
    const payload = JSON.parse(given.get('payload') ?? '{}') as Thing;
    if (given.has('command')) {
      return { response_type: 'ephemeral', text: 'How are you, right now?', blocks: card(picture()) };
    }
    heard.push(payload);
    return payload.type === 'view_submission' ? submitted(payload) : pressed(payload);
  }

  const bot = {
    heard: heard as readonly Thing[],
    deaf: false,
    async listener(request: IncomingMessage, response: ServerResponse): Promise<void> {
      if (bot.deaf) {
        request.socket.destroy();
        return;
      }
      const body = await bodyOf(request);
      const stamp = String(request.headers['x-slack-request-timestamp']);
      const mac = createHmac('sha256', account().signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
      if (request.headers['x-slack-signature'] !== `v0=${mac}`) {
        response.writeHead(401).end();
        return;
      }
      const answer = await hear(body, String(request.headers['content-type']).includes('json'));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(answer ? JSON.stringify(answer) : '');
    },
  };
  return bot;
}
