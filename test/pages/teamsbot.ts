// A bot of a few lines, to sit opposite the page where it shows Teams: answers with cards, forms, words and trouble. It
// checks that requests are signed as the Bot Framework signs them.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Playground } from '../../adapters/playground/room.ts';

type Thing = Record<string, unknown>;
/** `picture`: where one can be fetched. */
type Options = { account: () => Playground['teams']['account']; picture: () => string };

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isThing(inner) ? inner[name] : undefined), value);

const text = (words: string, more: Thing = {}): Thing => ({
  type: 'TextBlock',
  text: words,
  wrap: true,
  ...more,
});
const run = (words: string, more: Thing = {}): Thing => ({ type: 'TextRun', text: words, ...more });
const press = (title: string, verb: string, more: Thing = {}): Thing => ({
  type: 'Action.Execute',
  title,
  verb,
  data: { press: verb },
  associatedInputs: 'none',
  ...more,
});
const cardOf = (body: readonly Thing[], actions: readonly Thing[] = []): Thing => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  actions,
});

const card = (picture: string): Thing =>
  cardOf(
    [
      text('How are you, right now?', { style: 'heading', size: 'large', weight: 'bolder' }),
      text(
        'Only **you** see your answer. <b>Tags</b> stay as they are, ![no](https://example.org/a.png) too.',
      ),
      text('Next circle: {{DATE(2026-11-23T00:30:00Z, LONG)}} {{TIME(2026-11-23T00:30:00Z)}}'),
      {
        type: 'RichTextBlock',
        inlines: [
          run('Read about '),
          run('breathing', { selectAction: { type: 'Action.OpenUrl', url: 'https://example.org/breathe' } }),
          run('. *Stars* stay stars.'),
        ],
      },
      {
        type: 'FactSet',
        facts: [
          { title: 'Last time', value: 'Good' },
          { title: 'Kept for', value: '12 months' },
        ],
      },
      { type: 'Image', url: picture, altText: 'Your mood over two weeks, rising' },
      {
        type: 'Chart.Line',
        title: 'Your mood',
        data: [],
        fallback: text('Your mood over two weeks: rising.', { isSubtle: true }),
      },
    ],
    [
      press('Answer', 'answer', { style: 'positive' }),
      press('Say it in words', 'say'),
      press('Trouble', 'trouble'),
      press('Erase all', 'erase', { style: 'destructive' }),
      {
        type: 'Action.ShowCard',
        title: 'Who sees this?',
        card: cardOf([text('You and nobody else.')]),
      },
    ],
  );

const choice = (value: string, title: string): Thing => ({ value, title });
const form = (note: string, wrong?: string): Thing =>
  cardOf(
    [
      text('How are you?', { style: 'heading', size: 'large', weight: 'bolder' }),
      text('Take your time.'),
      {
        type: 'Input.ChoiceSet',
        id: 'in:mood',
        label: 'Mood',
        style: 'expanded',
        isRequired: true,
        errorMessage: 'Choose one.',
        choices: [
          choice('1', 'Very hard'),
          choice('2', 'Hard'),
          choice('3', 'All right'),
          choice('4', 'Good'),
        ],
        ...(wrong === undefined ? {} : { value: '4' }),
      },
      {
        type: 'Input.ChoiceSet',
        id: 'in:topics',
        label: 'What is it about?',
        isMultiSelect: true,
        choices: [choice('sleep', 'Sleep'), choice('case', 'A hard case')],
      },
      ...(wrong === undefined ? [] : [text(wrong, { color: 'attention' })]),
      { type: 'Input.Text', id: 'in:note', label: 'Note', isMultiline: true, maxLength: 40, value: note },
      {
        type: 'Input.ChoiceSet',
        id: 'in:help',
        label: 'What would help',
        choices: [choice('none', 'Nothing'), choice('talk', 'A talk')],
      },
      { type: 'Input.Number', id: 'in:hours', label: 'Hours slept', min: 0, max: 24 },
      { type: 'Input.Date', id: 'in:day', label: 'Day' },
      { type: 'Input.Time', id: 'in:time', label: 'Time' },
      {
        type: 'Input.ChoiceSet',
        id: 'in:who',
        label: 'With whom',
        choices: [],
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      },
      { type: 'Input.Toggle', id: 'in:sure', title: 'Keep it for a year', label: 'For how long' },
    ],
    [press('Keep it', 'form', { style: 'positive', associatedInputs: 'auto' }), press('Not now', 'close')],
  );

const replaced = (value: Thing): Thing => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value,
});
const said = (value: string): Thing => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value,
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** `heard`: every press that came in, in the order of coming. While `deaf`, every line is cut. */
export function makeTeamsBot({ account, picture }: Options) {
  const heard: Thing[] = [];

  async function isSigned(request: IncomingMessage, activity: Thing): Promise<boolean> {
    const { appId, openIdUrl } = account();
    const document: unknown = await (await fetch(openIdUrl)).json();
    const keys = createRemoteJWKSet(new URL(String(at(document, 'jwks_uri'))));
    const token = String(request.headers.authorization).replace(/^Bearer /, '');
    const { payload } = await jwtVerify(token, keys, {
      issuer: 'https://api.botframework.com',
      audience: appId,
    });
    return payload.serviceurl === activity.serviceUrl;
  }

  async function post(activity: Thing, message: Thing): Promise<void> {
    const { appId, password, tenant, loginUrl } = account();
    const granted: unknown = await (
      await fetch(`${loginUrl}/${tenant}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: appId,
          client_secret: password,
          scope: 'https://api.botframework.com/.default',
        }),
      })
    ).json();
    const base = String(activity.serviceUrl).replace(/\/$/, '');
    const conversation = encodeURIComponent(String(at(activity, 'conversation', 'id')));
    const answer = await fetch(`${base}/v3/conversations/${conversation}/activities`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${String(at(granted, 'access_token'))}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ type: 'message', ...message }),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }

  const withCard = (content: Thing): Thing => ({
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  });

  async function written(activity: Thing): Promise<void> {
    const words = String(activity.text)
      .replaceAll(/<at>.*?<\/at>/g, '')
      .trim();
    if (/^\/?form$/.test(words)) await post(activity, withCard(form('')));
    else if (/^\/?checkin$/.test(words)) await post(activity, withCard(card(picture())));
    else await post(activity, { text: '**I** am here. <i>You wrote</i> something.' });
  }

  function pressed(activity: Thing): Thing | undefined {
    heard.push(activity);
    const given = at(activity, 'value', 'action', 'data', 'in:note');
    const note = typeof given === 'string' ? given : '';
    switch (at(activity, 'value', 'action', 'verb')) {
      case 'answer':
        return replaced(form(''));
      case 'form':
        return replaced(
          note === 'no' ? form(note, 'Say a little more.') : cardOf([text('Kept. Only you see it.')]),
        );
      case 'close':
        return replaced(cardOf([text('Closed.')]));
      case 'erase':
        return replaced(cardOf([text('Everything is erased.')]));
      case 'say':
        return said('You said it **in words**.');
      default:
        return undefined;
    }
  }

  const bot = {
    heard: heard as readonly Thing[],
    deaf: false,
    async listener(request: IncomingMessage, response: ServerResponse): Promise<void> {
      if (bot.deaf) {
        request.socket.destroy();
        return;
      }
      const activity = JSON.parse(await bodyOf(request)) as Thing;
      if (!(await isSigned(request, activity).catch(() => false))) {
        response.writeHead(401).end();
        return;
      }
      if (activity.type === 'message') await written(activity);
      const answer = activity.type === 'invoke' ? pressed(activity) : undefined;
      const status = activity.type === 'invoke' && !answer ? 500 : 200;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(answer ? JSON.stringify(answer) : '');
    },
  };
  return bot;
}
