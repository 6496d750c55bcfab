// Requests as Slack writes them, made outside of the pretend Slack: whole, forged, or from another hospital.
import { createHmac, randomUUID } from 'node:crypto';
import { signingSecret, team } from './hospital.ts';

/** The bytes of one request. */
export type Letter = { body: string; headers: Record<string, string> };

/** Signed as Slack's documentation says. `at` in epoch ms. */
export function signed(
  { body, headers }: Letter,
  { secret = signingSecret, at = Date.now() }: { secret?: string; at?: number } = {},
): Letter {
  const timestamp = String(Math.floor(at / 1_000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      ...headers,
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': `v0=${digest}`,
    },
  };
}

const unsigned = (type: string, body: string): Letter => ({ body, headers: { 'Content-Type': type } });
const asForm = (fields: Record<string, string>): Letter =>
  unsigned('application/x-www-form-urlencoded', new URLSearchParams(fields).toString());

/** Not signed yet. */
export const json = (value: unknown): Letter =>
  unsigned('application/json', typeof value === 'string' ? value : JSON.stringify(value));

/** Not signed yet. */
export const interaction = (payload: Record<string, unknown>): Letter =>
  asForm({ payload: JSON.stringify(payload) });

type Sender = { person: string; team?: string };

export const commandOf = (sender: Sender, command: string, respond: string): Letter =>
  asForm({
    command,
    text: '',
    team_id: sender.team ?? team,
    user_id: sender.person,
    trigger_id: randomUUID(),
    response_url: respond,
  });

const from = (sender: Sender): Record<string, unknown> => ({
  team: { id: sender.team ?? team },
  user: { id: sender.person, team_id: sender.team ?? team },
  trigger_id: randomUUID(),
});

/** A form of ours as it comes back; `carries` is what whoever sends it made of it. */
export const formOf = (
  sender: Sender,
  form: string,
  carries: string,
  values: Record<string, unknown>,
): Letter =>
  interaction({
    type: 'view_submission',
    ...from(sender),
    view: {
      id: `V${randomUUID()}`,
      hash: randomUUID(),
      type: 'modal',
      callback_id: form,
      private_metadata: carries,
      blocks: [{ type: 'input', block_id: 'mood' }],
      state: { values },
    },
  });

export const pressOf = (sender: Sender, press: string, value: string, respond: string): Letter =>
  interaction({
    type: 'block_actions',
    ...from(sender),
    response_url: respond,
    actions: [{ type: 'button', action_id: `${press}#0`, block_id: 'b', value }],
  });

export const messageOf = (sender: Sender, conversation: string, text: string): Letter =>
  json({
    type: 'event_callback',
    team_id: sender.team ?? team,
    event_id: `Ev${randomUUID()}`,
    event: {
      type: 'message',
      user: sender.person,
      text,
      channel: conversation,
      channel_type: 'im',
      ts: `${Math.floor(Date.now() / 1_000)}.000100`,
    },
  });
