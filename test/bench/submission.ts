// Check-in forms and events as Slack sends them, signed beforehand. A form: one person, one view, one answer.
import { createHmac } from 'node:crypto';
import { drawForm } from '../../adapters/slack/draw.ts';
import { makeSeal, type Sealed } from '../../adapters/teams/seal.ts';
import { moodForm } from '../../src/features/checkins/cards.ts';
import { type KeyRing, keyedDigest } from '../../src/guard/seal.ts';
import { speaker } from '../../src/words/speak.ts';
import type { Microsoft } from './microsoft.ts';
import { accountOf, appId, signingSecret, team, teamsAccountOf, tenant } from './workspace.ts';

export type Submission = { body: string; headers: Record<string, string> };

/** What a person answers in a round, 1 to 5: another mood each time, so that a mixed-up answer shows. */
export const moodOf = (person: number, round: number): number => 1 + ((person * 7 + round * 3) % 5);

const drawn = drawForm(moodForm(speaker('en', 'UTC'), '', undefined), () => undefined);
const steps = drawn.blocks.flatMap((block) =>
  'element' in block && block.element.type === 'radio_buttons' ? block.element.options : [],
);

function payloadOf(person: number, round: number): object {
  const account = accountOf(person);
  const chosen = steps.find((option) => option.value === String(moodOf(person, round)));
  if (!chosen) throw new Error('the check-in form asks for no mood');
  const view = `V${String(round).padStart(3, '0')}${account}`;
  return {
    type: 'view_submission',
    team: { id: team, domain: 'bench' },
    user: { id: account, username: account.toLowerCase(), name: account.toLowerCase(), team_id: team },
    api_app_id: 'A0BENCH26',
    token: 'not-used',
    trigger_id: `${round}.${person}.0123456789abcdef`,
    view: {
      id: view,
      team_id: team,
      ...drawn,
      private_metadata: '',
      state: { values: { mood: { scale: { type: 'radio_buttons', selected_option: chosen } } } },
      hash: '1764000000.abcdefgh',
      clear_on_close: false,
      notify_on_close: false,
      previous_view_id: null,
      root_view_id: view,
      app_id: 'A0BENCH26',
      external_id: '',
      app_installed_team_id: team,
      bot_id: 'B0BENCH26',
    },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** One submission of each person, signed for this moment. Each round shows everybody a new view, so none is a repeat. */
export const submissions = (people: number, round: number): readonly Submission[] =>
  signed(people, 'application/x-www-form-urlencoded', (person) =>
    new URLSearchParams({ payload: JSON.stringify(payloadOf(person, round)) }).toString(),
  );

/** Each person comes into a channel, told once, signed for this moment. */
export const arrivals = (people: number, round: number): readonly Submission[] =>
  signed(people, 'application/json', (person) => {
    const user = accountOf(person);
    return JSON.stringify({
      token: 'not-used',
      team_id: team,
      context_team_id: team,
      context_enterprise_id: null,
      api_app_id: 'A0BENCH26',
      event: {
        type: 'member_joined_channel',
        user,
        channel: 'C0BENCH26',
        channel_type: 'C',
        team,
        inviter: accountOf(0),
        event_ts: '1764000000.000100',
      },
      type: 'event_callback',
      event_id: `Ev${String(round).padStart(3, '0')}${user}`,
      event_time: 1_764_000_000,
      authorizations: [
        { enterprise_id: null, team_id: team, user_id: 'U0LAMP', is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_context: `4-${user}`,
    });
  });

function signed(
  people: number,
  contentType: string,
  bodyOf: (person: number) => string,
): readonly Submission[] {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return Array.from({ length: people }, (_, person) => {
    const body = bodyOf(person);
    const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    return {
      body,
      headers: {
        'content-type': contentType,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${digest}`,
      },
    };
  });
}

/** The check-in form as it travels in its card, marked by the keys of the ward. */
export const sealedForm = (keys: KeyRing): Sealed =>
  makeSeal(keyedDigest(keys, 'identity')).seal(moodForm(speaker('en', 'UTC'), '', undefined));

/** The same as Teams sends it. */
export function invokes(
  { serviceUrl, authorization }: Microsoft,
  sealed: Sealed,
  people: number,
  round: number,
): readonly Submission[] {
  return Array.from({ length: people }, (_, person) => {
    const action = {
      type: 'Action.Execute',
      verb: 'form',
      data: {
        form: 'checkins.mood',
        carries: '',
        instance: `${round}-${person}`,
        ...sealed,
        'in:mood': String(moodOf(person, round)),
      },
    };
    const activity = {
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: `f:${round}-${person}`,
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${person}`, aadObjectId: teamsAccountOf(person), name: `Person ${person}` },
      recipient: { id: `28:${appId}`, name: 'Lamplight' },
      conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: tenant },
      channelData: { tenant: { id: tenant } },
      value: { action, trigger: 'manual' },
      replyToId: '1764000000000',
      locale: 'en-US',
    };
    return {
      body: JSON.stringify(activity),
      headers: { 'content-type': 'application/json; charset=utf-8', authorization },
    };
  });
}
