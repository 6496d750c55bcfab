// What Teams sends, in the shapes of its documentation (learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations),
// and what we read out of it. The people and words in test/payloads/teams are made up.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readActing, readActivity } from '../../adapters/teams/read.ts';
import { makeSeal } from '../../adapters/teams/seal.ts';
import { anything, changed, pathsIn } from '../support/odd-shapes.ts';

const folder = join(import.meta.dirname, '../payloads/teams');
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const payload = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const tenant = '7d3c4b1e-2f6a-4c55-9b0e-1a2b3c4d5e6f';
const digest = (text: string): string => `digest(${text.length})`;
const read = (body: unknown) => readActivity(body, tenant, { digest, seal: makeSeal(digest) });

const service = 'https://smba.trafficmanager.net/emea/';
const who = { platform: 'teams', workspace: tenant, account: 'a0000000-0000-4000-8000-000000000001' };
const talk = `${service} a:1QnoraTalk`;
const own = { who, talk };
const inTalk = { conversation: talk, private: true };
/** The people of a channel are those of its team. */
const channel = {
  conversation: `${service} 19:rounds@thread.tacv2`,
  people: `${service} 19:ward@thread.tacv2`,
};
const spot = { service, conversation: 'a:1QnoraTalk' };
const channelSpot = { service, conversation: '19:rounds@thread.tacv2' };
const invoke = 'f:3b1c7e52-1d2a-4b1f-8a33-0f2f7f9c1e11';
const checkin = '11111111-2222-4333-8444-555555555555';
const answers = {
  short: 'two words',
  note: 'a note\nof two lines',
  topic: 'sleep',
  days: ['mon', 'wed'],
  mood: 4,
  hours: 7.5,
  shifts: 3,
  day: '2026-11-22',
  at: '19:30',
  whom: 'a0000000-0000-4000-8000-000000000002',
  yes: true,
  empty: null,
};

const happened = (event: unknown, door: unknown): object => ({ kind: 'event', event, door });
const quietly = (event: object): object => happened(event, { kind: 'none' });
const said = (text: string, more: object = {}): object =>
  happened(
    { kind: 'said', identity: 'said:a:1QnoraTalk:1795356959000', ...own, text, place: inTalk, ...more },
    { kind: 'said', spot },
  );
const mentioned = (text: string, thread: string): object =>
  happened(
    {
      kind: 'said',
      identity: `said:19:rounds@thread.tacv2;messageid=${thread}:1795356959000`,
      who,
      text,
      place: { ...channel, thread, private: false },
    },
    { kind: 'said', spot: channelSpot, thread },
  );
const pressed = (what: object, typing: boolean): object =>
  happened(
    { kind: 'button-pressed', identity: `press:a:1QnoraTalk:${invoke}`, ...own, place: inTalk, ...what },
    { kind: 'press', shared: false, typing, spot },
  );
const sent = (what: object, form = 'checkins.more'): object =>
  happened(
    {
      kind: 'form-sent',
      identity: expect.stringMatching(/^form:6f1f7e2d-aaaa-4bbb-8ccc-000000000001:digest/),
      ...own,
      form,
      carries: checkin,
      answers: what,
    },
    expect.objectContaining({ kind: 'form', shared: false, answers: what, spot }),
  );
const joined = (id: string): object =>
  quietly({ kind: 'joined', identity: `joined:a:1QnoraTalk:${id}`, ...own });
const left = (id: string): object => quietly({ kind: 'left', identity: `left:a:1QnoraTalk:${id}`, who });
const membersChanged = quietly({
  kind: 'members-changed',
  identity: 'members:19:ward@thread.tacv2:f:90c1e1aa-0000-4000-8000-000000000001',
  who: { ...who, account: '' },
  conversation: `${service} 19:ward@thread.tacv2`,
});
const nothing = { kind: 'nothing' };
const unread = { kind: 'unread', who };

const expected: Readonly<Record<string, object>> = {
  message: said('how are you & <https://example.org> <!here>'),
  'message-of-the-directory-in-capitals': said('how are you & <https://example.org> <!here>'),
  'message-of-somebody-without-a-directory': said('how are you & <https://example.org> <!here>', {
    who: { ...who, account: '29:1nora' },
  }),
  'message-with-a-name-and-a-hard-space': said('check in'),
  'message-with-a-picture': said(''),
  mention: mentioned('checkin', '1795356959000'),
  'mention-in-thread': mentioned('checkin', '1795356900000'),
  'mention-in-group-chat': happened(
    {
      kind: 'said',
      identity: 'said:19:group@thread.v2:1795356959000',
      who,
      text: 'checkin',
      place: { conversation: `${service} 19:group@thread.v2`, private: false },
    },
    { kind: 'said', spot: { service, conversation: '19:group@thread.v2' } },
  ),
  'mention-of-somebody-else': nothing,
  'message-in-a-channel': nothing,
  'message-changed': nothing,
  'message-deleted': nothing,
  'own-message': nothing,
  'message-of-another-bot': nothing,
  'message-of-a-bot-by-role': nothing,
  reaction: nothing,
  typing: nothing,
  press: pressed({ press: 'help.country', value: 'ES', inForm: false }, false),
  'press-in-form': pressed({ press: 'do.helpnow', value: '', inForm: true }, true),
  'press-in-form-without-fields': pressed({ press: 'checkins.change', value: checkin, inForm: true }, false),
  'press-in-channel': happened(
    {
      kind: 'button-pressed',
      identity: `press:19:rounds@thread.tacv2;messageid=1795356900000:${invoke}`,
      who,
      press: 'help.country',
      value: 'ES',
      inForm: false,
      place: { ...channel, thread: '1795356900000', private: false },
    },
    { kind: 'press', shared: true, typing: false, spot: channelSpot },
  ),
  'press-without-an-id': happened(
    expect.objectContaining({ identity: expect.stringMatching(/^press:a:1QnoraTalk:digest/) }),
    { kind: 'press', shared: false, typing: false, spot },
  ),
  form: sent(answers),
  'form-left-empty': sent({
    ...Object.fromEntries(Object.keys(answers).map((field) => [field, null])),
    yes: false,
  }),
  'form-of-mood': sent({ mood: 4 }, 'checkins.mood'),
  'form-of-words': sent({ topic: null, note: '<!channel> & *b*' }),
  'message-of-a-verb': said('checkin history'),
  'form-in-channel': happened(
    expect.objectContaining({ kind: 'form-sent', answers }),
    expect.objectContaining({ kind: 'form', shared: true, spot: channelSpot }),
  ),
  'form-of-another-making': unread,
  'form-closed': { kind: 'closed', who },
  'press-of-another-verb': unread,
  'press-without-data': unread,
  dialog: { kind: 'unasked' },
  install: joined('f:94'),
  'install-renewed': joined('f:94'),
  'install-in-team': nothing,
  uninstall: left('f:95'),
  'uninstall-renewed': nothing,
  'bot-added': joined('f:96'),
  'bot-removed': left('f:97'),
  'bot-added-to-team': membersChanged,
  'bot-removed-from-team': membersChanged,
  'member-added': membersChanged,
  'member-removed': membersChanged,
  'channel-created': nothing,
  'team-renamed': nothing,
};

describe('what Teams sends', () => {
  it('is all in the table', () => {
    expect(Object.keys(expected).sort()).toEqual(names.toSorted());
  });

  it.each(names)('is read: %s', (name) => {
    expect(read(payload(name))).toEqual(expected[name]);
  });

  it('has one identity, however often it comes, and another for other answers', () => {
    const identityOf = (body: unknown): string => {
      const heard = read(body);
      return heard.kind === 'event' ? heard.event.identity : '';
    };
    for (const name of ['message', 'press', 'form', 'install'])
      expect(identityOf(structuredClone(payload(name)))).toBe(identityOf(payload(name)));
    expect(identityOf(payload('form-left-empty'))).not.toBe(identityOf(payload('form')));
  });

  it('a private or shared channel has people of its own', () => {
    for (const type of ['private', 'shared']) {
      const channelData = { team: { id: '19:ward@thread.tacv2' }, channel: { id: '19:rounds', type } };
      const heard = read({ ...Object(payload('mention')), channelData });
      expect(heard).toMatchObject({ event: { place: { conversation: channel.conversation } } });
      expect(heard).not.toHaveProperty('event.place.people');
    }
  });

  it('tells with every deed in which language and zone somebody lives, and their own talk where it happened there', () => {
    const about = { account: who.account, user: '29:1nora', language: 'en-US', timeZone: 'America/New_York' };
    expect(readActing(payload('press'))).toEqual({ ...about, talk: spot, spot });
    expect(readActing(payload('mention'))).toEqual({ ...about, spot: channelSpot });
    expect(readActing(payload('own-message'))).toBeUndefined();
  });
});

const odd = fc.constantFrom<unknown>(
  ...anything,
  { id: '28:x' },
  { type: 'mention', text: '', mentioned: { id: '' } },
  [{ type: 'mention', text: 'x', mentioned: { id: '28:0c6e9f34-8a41-4d0b-b7a5-6f1f7e2d9c10' } }],
  [{ id: '29:x', aadObjectId: {} }],
  { action: { verb: 'form', data: { instance: 'i', drawn: 'eA', mark: 'digest(13)' } } },
  { action: { verb: 'press', data: { press: 'a.b', value: 7 } } },
);

describe('odd shapes of what Teams sends', () => {
  it.each(names)('never break us, in 4,000 variants: %s', (name) => {
    const whole = payload(name);
    const paths = pathsIn(whole);
    const change = fc.tuple(fc.nat(paths.length - 1), odd);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const body = changes.reduce((one, [at, to]) => changed(one, paths[at] ?? [], to), whole);
        readActing(body);
        const heard = read(body);
        if (heard.kind !== 'event') return;
        expect(heard.event.identity).not.toBe('');
        expect(heard.event.who.workspace).toBe(tenant);
        expect(heard.event.who.account === '').toBe(heard.event.kind === 'members-changed');
      }),
      { numRuns: 4_000, endOnFailure: true },
    );
  });

  it.each([undefined, null, 0, '', 'x', [], [[]], {}, { type: 'message' }, { type: 'invoke' }])(
    'are nothing: %j',
    (body) => {
      expect(read(body)).toEqual(nothing);
    },
  );
});
