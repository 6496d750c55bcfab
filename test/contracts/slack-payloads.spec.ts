// What Slack sends, in the shapes of its documentation (docs.slack.dev/reference/interaction-payloads, /events), and what
// we read out of it. The people and words in test/payloads/slack are made up.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayload } from '../../adapters/slack/read.ts';
import { anything as anythingAtAll, changed, pathsIn } from '../support/odd-shapes.ts';
import { isNode } from '../support/slack-drawn.ts';

const folder = join(import.meta.dirname, '../payloads/slack');
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const payload = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const read = (body: unknown) => readPayload(body, (text) => `digest(${text.length})`);

const nora = { platform: 'slack', workspace: 'T0HOSP', account: 'U0NURSE' };
const command = 'command:13345224609.738474920.8088930838d88f008e0';
const press = 'press:12466734323.1395872398.abc';
const respond = 'https://hooks.slack.com/actions/T0HOSP/2/def';
const checkin = '11111111-2222-4333-8444-555555555555';

const toCommand = {
  kind: 'command',
  trigger: '13345224609.738474920.8088930838d88f008e0',
  respond: 'https://hooks.slack.com/commands/T0HOSP/1/abc',
};
const toPress = { kind: 'press', trigger: '12466734323.1395872398.abc', respond, shared: false };
const inView = { kind: 'view-press', trigger: '12466734323.1395872398.abc' };
const pressed = { kind: 'button-pressed', identity: press, who: nora, inForm: false };
const helpNow = { ...pressed, press: 'do.helpnow', value: '' };
const spain = { ...pressed, press: 'help.country', value: 'ES' };
const inWard = { place: { conversation: 'C0WARD', private: false } };
const inTalk = { place: { conversation: 'D0NURSE', private: true } };
const inThread = { conversation: 'D0NURSE', thread: '1795354500.000100' };
const said = (ts: string, channel = 'D0NURSE') => ({
  kind: 'said',
  identity: `said:${channel}:${ts}`,
  who: nora,
});

const membersChanged = {
  event: {
    kind: 'members-changed',
    identity: 'members:Ev0SOME',
    who: { ...nora, account: '' },
    conversation: 'C0WARD',
  },
  door: { kind: 'none' },
};

/** `null`: not for us, and nothing happens. */
const expected: Readonly<Record<string, { event: object; door: object } | null>> = {
  command: {
    event: {
      kind: 'command-used',
      identity: command,
      who: nora,
      verb: '',
      words: 'checkin history',
      ...inWard,
    },
    door: toCommand,
  },
  'command-short': {
    event: { kind: 'command-used', identity: command, who: nora, verb: 'checkin', words: '', ...inWard },
    door: toCommand,
  },
  'command-of-an-enterprise': {
    event: {
      kind: 'command-used',
      identity: command,
      // Installed for the whole organisation, the organisation is the workspace.
      who: { ...nora, workspace: 'E0GRID', enterprise: 'E0GRID' },
      verb: '',
      words: 'checkin history',
      ...inWard,
    },
    door: toCommand,
  },
  'press-in-message': { event: { ...spain, ...inTalk }, door: toPress },
  'press-in-channel': { event: { ...spain, ...inWard }, door: { ...toPress, shared: true } },
  'press-in-ephemeral': { event: { ...spain, ...inWard }, door: toPress },
  'press-in-modal': {
    event: { ...helpNow, inForm: true },
    door: { ...inView, view: 'V0MOOD', typing: true },
  },
  'press-in-modal-without-fields': {
    event: { ...helpNow, press: 'checkins.change', value: checkin, inForm: true },
    door: { ...inView, view: 'V0OFFER', typing: false },
  },
  'press-in-home': { event: helpNow, door: { ...toPress, respond: '' } },
  'press-of-a-stranger': null,
  'choice-in-modal': null,
  form: {
    event: {
      kind: 'form-sent',
      identity: 'form:V0MOOD:1795354559.oTbWn9b7:digest(138)',
      who: nora,
      form: 'checkins.mood',
      carries: checkin,
      answers: { mood: 4 },
    },
    door: { kind: 'form', firstField: 'mood' },
  },
  'form-of-words': {
    event: {
      kind: 'form-sent',
      identity: expect.stringMatching(/^form:V0MORE:1795354559\.oTbWn9b7:digest/),
      who: nora,
      form: 'checkins.more',
      carries: checkin,
      answers: { topic: null, note: '<!channel> & *b*' },
    },
    door: { kind: 'form', firstField: 'topic' },
  },
  'form-closed': null,
  message: {
    event: {
      ...said('1795354559.000300'),
      text: 'how are you & <https://example.org> <!here>',
      place: { conversation: 'D0NURSE', private: true },
    },
    door: { kind: 'said', conversation: 'D0NURSE' },
  },
  'message-in-thread': {
    event: { ...said('1795354559.000300'), text: 'checkin', place: { ...inThread, private: true } },
    door: { kind: 'said', ...inThread },
  },
  'message-with-a-file': {
    event: {
      ...said('1795354559.000300'),
      text: 'help now',
      place: { conversation: 'D0NURSE', private: true },
    },
    door: { kind: 'said', conversation: 'D0NURSE' },
  },
  'message-of-an-enterprise': {
    event: expect.objectContaining({ kind: 'said', who: { ...nora, enterprise: 'E0GRID' } }),
    door: { kind: 'said', conversation: 'D0NURSE' },
  },
  mention: {
    event: {
      ...said('1795354559.000400', 'C0WARD'),
      text: 'checkin',
      place: { conversation: 'C0WARD', thread: '1795354559.000400', private: false },
    },
    door: { kind: 'said', conversation: 'C0WARD', thread: '1795354559.000400' },
  },
  'mention-in-thread': {
    event: {
      ...said('1795354559.000400', 'C0WARD'),
      text: 'checkin',
      place: { conversation: 'C0WARD', thread: '1795354500.000100', private: false },
    },
    door: { kind: 'said', conversation: 'C0WARD', thread: '1795354500.000100' },
  },
  'mention-by-a-stranger': null,
  'message-in-a-channel': null,
  'message-changed': null,
  'message-deleted': null,
  'own-message': null,
  'message-of-another-bot': null,
  'message-of-a-stranger': null,
  'home-opened': {
    event: { kind: 'home-opened', identity: 'home:Ev0SOME', who: nora },
    door: { kind: 'home' },
  },
  'messages-opened': null,
  joined: {
    event: { kind: 'joined', identity: 'joined:Ev0SOME', who: { ...nora, account: 'U0NEW' } },
    door: { kind: 'none' },
  },
  'bot-joined': null,
  'member-joined': membersChanged,
  'member-left': membersChanged,
  deactivated: {
    event: {
      kind: 'left',
      identity: 'left:Ev0SOME',
      who: { ...nora, account: 'U0NEW' },
      deactivated: true,
    },
    door: { kind: 'none' },
  },
  'profile-changed': null,
  uninstalled: {
    event: {
      kind: 'removed',
      identity: 'removed:Ev0SOME',
      who: { ...nora, account: '' },
      at: 1_795_354_559_000,
    },
    door: { kind: 'none' },
  },
  'tokens-revoked': {
    event: {
      kind: 'removed',
      identity: 'removed:Ev0SOME',
      who: { ...nora, account: '' },
      at: 1_795_354_559_000,
    },
    door: { kind: 'none' },
  },
  'tokens-of-a-person-revoked': null,
  reaction: null,
  shortcut: null,
  'url-verification': null,
};

describe('what Slack sends', () => {
  it('is all in the table', () => {
    expect(Object.keys(expected).sort()).toEqual(names.toSorted());
  });

  it.each(names)('is read: %s', (name) => {
    expect(read(payload(name)) ?? null).toEqual(expected[name]);
  });

  it('has one identity, however often and under whichever event id it comes', () => {
    const again = payload('message');
    const other = isNode(again) ? { ...again, event_id: 'Ev0OTHER', event_time: 1 } : {};
    expect(read(other)?.event.identity).toBe(read(again)?.event.identity);
    const form = payload('form');
    expect(read(form)?.event.identity).toBe(read(structuredClone(form))?.event.identity);
    expect(read(payload('form-of-words'))?.event.identity).not.toBe(read(form)?.event.identity);
  });
});

const anything = fc.constantFrom<unknown>(
  ...anythingAtAll,
  { type: 'button' },
  { type: 'modal', id: [], blocks: {}, state: [] },
  [{ type: 'button', action_id: '#', value: {} }],
  { values: { note: { 'long-text': { type: 'plain_text_input', value: ['x'] } } } },
  { values: { __proto__: null, mood: { scale: { type: 'radio_buttons', selected_option: [] } } } },
);

describe('odd shapes of what Slack sends', () => {
  it.each(names)('never break us, in 10,000 variants: %s', (name) => {
    const whole = payload(name);
    const paths = pathsIn(whole);
    const change = fc.tuple(fc.nat(paths.length - 1), anything);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const odd = changes.reduce((body, [at, to]) => changed(body, paths[at] ?? [], to), whole);
        const heard = read(odd);
        if (!heard) return;
        // Whatever is taken can be told to the core: it has somebody, or nobody where Slack itself speaks.
        expect(typeof heard.event.identity).toBe('string');
        expect(heard.event.who.workspace).not.toBe('');
        const isNobodys = heard.event.kind === 'removed' || heard.event.kind === 'members-changed';
        expect(heard.event.who.account === '').toBe(isNobodys);
      }),
      { numRuns: 10_000, endOnFailure: true },
    );
  });

  it.each([undefined, null, 0, '', 'x', [], [[]], {}, { type: 'event_callback' }, { command: {} }])(
    'are nothing: %j',
    (body) => {
      expect(read(body)).toBeUndefined();
    },
  );
});
