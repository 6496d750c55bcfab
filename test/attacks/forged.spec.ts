import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { countRows } from '../support/catalogue.ts';
import { mood, moodSent, openMoodForm, storedCheckins, topModal, until } from '../support/checkins.ts';
import { type Hospital, nurse, openHospital, signingSecret, team } from '../support/hospital.ts';
import {
  commandOf,
  formOf,
  interaction,
  json,
  type Letter,
  messageOf,
  pressOf,
  signed,
} from '../support/letter.ts';
import { layTap, type Tap } from '../support/tap.ts';

type Traces = { rows: Record<string, number>; calls: number; facts: number };

const minutes = 60_000;
const previous = 'the-secret-of-last-week';

describe('a request from outside', () => {
  let hospital: Hospital;
  let tap: Tap;
  beforeAll(async () => {
    tap = await layTap();
    hospital = await openHospital({ previousSecret: previous, slack: { deliverTo: () => tap.url } });
    tap.forwardTo(`${hospital.server.address}/slack/events`);
  });
  afterAll(async () => {
    await hospital.end();
    await tap.end();
  });
  beforeEach(() => tap.set('pass'));

  const knock = ({ body, headers }: Letter): Promise<Response> => hospital.knock(body, headers);
  const nowhere = (): string => `${hospital.server.address}/pretend/response/none`;
  const anyCommand = (): Letter => commandOf({ person: nurse }, '/checkin', nowhere());

  /** A `/checkin` as Slack wrote it, which nobody has heard yet. */
  async function genuine(): Promise<Letter> {
    tap.set('keep');
    await hospital.slack.command(nurse, hospital.slack.direct(nurse), '/checkin');
    const letter = tap.letters.at(-1);
    if (!letter) throw new Error('Slack wrote nothing');
    return letter;
  }

  it('that Slack signed is answered with 200, and the form opens', async () => {
    const letter = await genuine();
    const answer = await knock(letter);
    expect(answer.status).toBe(200);
    await until(() => topModal(hospital.slack, nurse)?.callback_id === 'checkins.mood');
  });

  it.each([
    ['now', 0],
    ['four minutes old', -4 * minutes],
    ['four minutes ahead', 4 * minutes],
  ])(
    'signed here as Slack does, %s, is taken: so what is refused below is refused for its flaw',
    async (_, off) => {
      const answer = await knock(signed(anyCommand(), { at: Date.now() + off }));
      expect(answer.status).toBe(200);
    },
  );

  it.each([signingSecret, previous])(
    'signed with either secret is taken while the secret changes',
    async (secret) => {
      expect((await knock(signed(anyCommand(), { secret }))).status).toBe(200);
    },
  );

  type Flaw = readonly [name: string, spoil: (letter: Letter) => Letter];
  const resigned =
    (change: (signature: string) => string) =>
    (letter: Letter): Letter => {
      const whole = signed(letter);
      const signature = change(whole.headers['X-Slack-Signature'] ?? '');
      return { ...whole, headers: { ...whole.headers, 'X-Slack-Signature': signature } };
    };
  const stamped =
    (timestamp: string) =>
    (letter: Letter): Letter => {
      const whole = signed(letter);
      return { ...whole, headers: { ...whole.headers, 'X-Slack-Request-Timestamp': timestamp } };
    };
  const without =
    (header: string) =>
    (letter: Letter): Letter => {
      const { [header]: _gone, ...headers } = signed(letter).headers;
      return { ...letter, headers };
    };
  const flaws: readonly Flaw[] = [
    ['signed with a wrong secret', (letter) => signed(letter, { secret: 'a-guess' })],
    ['signed with an empty secret', (letter) => signed(letter, { secret: '' })],
    ['ten minutes old', (letter) => signed(letter, { at: Date.now() - 10 * minutes })],
    ['ten minutes ahead', (letter) => signed(letter, { at: Date.now() + 10 * minutes })],
    ['six minutes ahead', (letter) => signed(letter, { at: Date.now() + 6 * minutes })],
    ['without a signature', without('X-Slack-Signature')],
    ['without a time', without('X-Slack-Request-Timestamp')],
    ['unsigned altogether', (letter) => letter],
    ['with an empty signature', resigned(() => '')],
    ['with the scheme alone', resigned(() => 'v0=')],
    ['of another version', resigned((signature) => signature.replace('v0=', 'v1='))],
    ['with the bare digest', resigned((signature) => signature.slice('v0='.length))],
    ['with a signature of the right length', resigned(() => `v0=${'0'.repeat(64)}`)],
    ['with a signature and more', resigned((signature) => `${signature}00`)],
    ['with a part of the signature', resigned((signature) => signature.slice(0, -2))],
    [
      'with the signature of another body',
      (letter) => ({ body: letter.body, headers: signed({ ...letter, body: 'text=other' }).headers }),
    ],
    ['altered after it was signed', (letter) => ({ ...signed(letter), body: `${letter.body} ` })],
    ['with a time that is no number', stamped('yesterday')],
    ['with a time that is not a plain number', stamped(`+${Math.floor(Date.now() / 1_000)}`)],
    ['with a time with a fraction', stamped(`${Date.now() / 1_000}`)],
    ['with a time in milliseconds', stamped(String(Date.now()))],
    ['with an endless time', stamped('9'.repeat(400))],
  ];

  const kinds: readonly (readonly [name: string, letter: () => Letter])[] = [
    ['a command', anyCommand],
    ['a form', () => formOf({ person: nurse }, 'checkins.mood', '', moodSent(4))],
    ['a press', () => pressOf({ person: nurse }, 'checkins.history', '', nowhere())],
    ['a message', () => messageOf({ person: nurse }, hospital.slack.direct(nurse), 'checkin')],
    ['get help now', () => commandOf({ person: nurse }, '/helpnow', nowhere())],
    [
      'an uninstall',
      () =>
        json({ type: 'event_callback', team_id: team, event_id: 'Ev1', event: { type: 'app_uninstalled' } }),
    ],
    ['a challenge', () => json({ type: 'url_verification', challenge: 'say this' })],
    [
      'the old check of certificates',
      () => {
        const { body, headers } = anyCommand();
        return { body: `ssl_check=1&${body}`, headers };
      },
    ],
  ];

  /** Everything by which one could tell that something has happened. */
  async function traces(): Promise<Traces> {
    await hospital.settled();
    const { slack, database, facts } = hospital;
    return { rows: await countRows(database), calls: slack.calls.length, facts: facts.length };
  }

  describe.each(kinds)('that claims to be %s', (_name, letter) => {
    it('gets 401 for every flaw, and nothing else happens', async () => {
      const { rows, calls, facts } = await traces();
      for (const [flaw, spoil] of flaws) {
        const answer = await knock(spoil(letter()));
        expect([flaw, answer.status, await answer.text()]).toEqual([flaw, 401, '']);
      }
      expect(await traces()).toEqual({ rows, calls, facts: facts + flaws.length });
      expect(hospital.facts.slice(facts)).toEqual(flaws.map(() => ({ event: 'slack-refused' })));
    });
  });

  it('that is larger than 256 kB is refused with 413, signed or not, and nothing happens', async () => {
    const { rows, calls } = await traces();
    const large = json({ type: 'event_callback', padding: 'x'.repeat(256 * 1024) });
    expect((await knock(signed(large))).status).toBe(413);
    expect((await knock(large)).status).toBe(413);
    expect(await traces()).toMatchObject({ rows, calls });
  });

  it('that nests to hurt, or is no JSON, or is JSON of nothing, gets 400', async () => {
    const { rows, calls } = await traces();
    const deep = (times: number): string => `${'{"a":['.repeat(times)}1${']}'.repeat(times)}`;
    for (const body of [deep(40), deep(20_000), '['.repeat(200_000), '{', 'null', '"text"', '[]', '7', '']) {
      expect([body.slice(0, 20), (await knock(signed(json(body)))).status]).toEqual([body.slice(0, 20), 400]);
    }
    const { headers } = interaction({});
    for (const payload of ['{', '[]', deep(40)]) {
      const form = { headers, body: new URLSearchParams({ payload }).toString() };
      expect((await knock(signed(form))).status).toBe(400);
    }
    expect(await traces()).toMatchObject({ rows, calls });
  });

  it('that is whole and means nothing to us is acknowledged, and nothing happens', async () => {
    const before = await traces();
    const strange = [
      json({}),
      json({ type: 'event_callback', team_id: team, event_id: 'Ev2', event: { type: 'reaction_added' } }),
      json({ type: '__proto__', constructor: { prototype: { polluted: true } } }),
      interaction({ type: 'message_action', team: { id: team }, user: { id: nurse }, trigger_id: '1' }),
      interaction({ type: 'block_actions', team: { id: team }, user: { id: nurse }, actions: [] }),
    ];
    for (const letter of strange) expect((await knock(signed(letter))).status).toBe(200);
    expect(await traces()).toEqual(before);
  });

  it('by another way or at another place is refused with 405 or 404', async () => {
    const { address } = hospital.server;
    const { body, headers } = signed(anyCommand());
    const statusOf = async (path: string, method: string): Promise<number> =>
      (await fetch(`${address}${path}`, { method, headers, ...(method === 'GET' ? {} : { body }) })).status;
    expect(await statusOf('/slack/events', 'GET')).toBe(405);
    expect(await statusOf('/slack/events', 'PUT')).toBe(405);
    expect(await statusOf('/slack/event', 'POST')).toBe(404);
    expect(await statusOf('/slack/events/more', 'POST')).toBe(404);
    expect(await statusOf('/', 'POST')).toBe(404);
  });

  it('that is a command played again has no second effect', async () => {
    const letter = await genuine();
    const opened = (): number => hospital.slack.calls.filter((call) => call.method === 'views.open').length;
    const before = opened();
    expect((await knock(letter)).status).toBe(200);
    await until(() => opened() === before + 1);
    const { rows } = await traces();
    expect((await knock(letter)).status).toBe(200);
    expect(await traces()).toMatchObject({ rows });
    expect(opened()).toBe(before + 1);
  });

  it('that is an answer played again has no second effect, also after the answer has changed', async () => {
    const { slack, database } = hospital;
    const form = await openMoodForm(slack, nurse);
    expect(await slack.submit(nurse, form, mood(2))).toMatchObject({ kind: 'updated' });
    const stolen = tap.letters.at(-1);
    expect(await slack.submit(nurse, await openMoodForm(slack, nurse), mood(5))).toMatchObject({
      kind: 'updated',
    });
    const before = await traces();
    expect(stolen && (await knock(stolen)).status).toBe(200);
    expect(await traces()).toEqual(before);
    expect(await storedCheckins(database)).toMatchObject([{ account: nurse, mood: 5 }]);
  });

  it('that is a message played again is not answered twice', async () => {
    const letter = signed(messageOf({ person: nurse }, hospital.slack.direct(nurse), 'checkin'));
    expect((await knock(letter)).status).toBe(200);
    const before = await traces();
    expect((await knock(letter)).status).toBe(200);
    expect(await traces()).toEqual(before);
  });
});

describe('a start without a signing secret', () => {
  const token = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET_PREVIOUS: 'old' };

  it.each([{}, { SLACK_SIGNING_SECRET: '' }, { SLACK_SIGNING_SECRET: '  ' }])(
    'is refused with what to set: %j',
    (given) => {
      expect(() => readConfig({ ...token, ...given })).toThrow(/SLACK_SIGNING_SECRET is missing/);
    },
  );

  it('goes on with one, and an empty one before it counts as none', () => {
    const given = { ...token, SLACK_SIGNING_SECRET: 'new', SLACK_SIGNING_SECRET_PREVIOUS: '' };
    expect(readConfig(given).slack?.secrets).toEqual(['new']);
  });
});
