// PORT: what the core asks of Slack. One call, one outcome; nothing here tries again by itself.
import type { WebClient } from '@slack/web-api';
import type { Card, Chart } from '../../src/chat/card.ts';
import { isRecord } from '../../src/chat/json.ts';
import type { Address, Platform, Sent } from '../../src/chat/platform.ts';
import type { ClientOf } from './client.ts';
import { drawMessage } from './draw.ts';
import { makeMembers } from './members.ts';

/** The event type of our metadata, and what it holds. Nothing else may ever stand in it. */
const metadataType = 'lamplight_delivery';

/** By how much our clock may be ahead of Slack's, in ms: also where somebody set it to another zone. A day of one talk is one page. */
const clocksApartMs = 24 * 3_600_000;

/** Nobody is there to read it, today or tomorrow. */
const forGood = new Set([
  'account_inactive',
  'app_missing_action_url',
  'cannot_dm_bot',
  'channel_not_found',
  'ekm_access_denied',
  'invalid_auth',
  'is_archived',
  'messages_tab_disabled',
  'missing_scope',
  'no_permission',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'team_access_not_granted',
  'team_not_found',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
]);

/** The message is gone, or is changed no more. */
const unchangeable = new Set([
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
  'message_not_found',
]);

/** As Slack shows somebody to colleagues. */
const nameOf = ({ real_name, profile }: { real_name?: string; profile?: { real_name?: string } }): string =>
  profile?.real_name || real_name || '';

/** Slack's own word for what went wrong, or the kind of failure; never text from a message. */
export function problemOf(error: unknown): string {
  if (!isRecord(error)) return 'unknown';
  const { data, code } = error;
  if (isRecord(data) && typeof data.error === 'string') return data.error;
  return typeof code === 'string' ? code : 'unknown';
}

export function outcomeOf(error: unknown): Exclude<Sent, { kind: 'refused' }> {
  if (isRecord(error) && typeof error.retryAfter === 'number')
    return { kind: 'later', seconds: Math.max(1, error.retryAfter) };
  const because = problemOf(error);
  return forGood.has(because) ? { kind: 'unreachable', because } : { kind: 'failed', because };
}

export function makePlatform(parts: {
  /** The client for this workspace, or undefined where it is not installed. */
  clientOf: ClientOf;
  picture: (chart: Chart) => string | undefined;
  ailment: () => string | undefined;
}): Platform {
  const { clientOf, picture, ailment } = parts;
  /** Whoever asks has found the workspace in the tables: its token is on the way here, or somebody has to install us again. */
  const notInstalled: Sent = { kind: 'later', seconds: 60 };

  return {
    name: 'slack',
    ailment,
    ...makeMembers(clientOf, outcomeOf),

    async profileOf(who, patience) {
      const client = clientOf(who.workspace);
      if (!client) return undefined;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, patience, undefined);
      });
      try {
        const answer = await Promise.race([
          client.users.info({ user: who.account, include_locale: true }),
          late,
        ]);
        const user = answer?.user;
        if (!user) return undefined;
        return {
          bot: user.is_bot ?? false,
          guest: user.is_restricted ?? false,
          ...(user.locale ? { language: user.locale } : {}),
          ...(user.tz ? { timeZone: user.tz } : {}),
          ...(user.profile?.email ? { mail: user.profile.email } : {}),
          ...(nameOf(user) ? { name: nameOf(user) } : {}),
        };
      } catch {
        // Nobody waits for a profile: the person is met in English or as they were known, and asked about again.
        return undefined;
      } finally {
        clearTimeout(timer);
      }
    },

    async talkWith({ workspace, conversation }) {
      const client = clientOf(workspace);
      if (!client) return notInstalled;
      try {
        const opened = await client.conversations.open({ users: conversation });
        const talk = opened.channel?.id;
        return talk ? { kind: 'talk', conversation: talk } : { kind: 'failed', because: 'no channel' };
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async send(address, card, delivery) {
      const client = clientOf(address.workspace);
      if (!client) return notInstalled;
      try {
        return await post(client, address, card, delivery);
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async change({ workspace, conversation }, message, card) {
      const client = clientOf(workspace);
      const [drawing] = drawMessage(card, picture);
      if (!client) return notInstalled;
      if (!drawing) return { kind: 'unreachable', because: 'an empty card' };
      try {
        await client.chat.update({ channel: conversation, ts: message, ...drawing });
        return { kind: 'sent', message, conversation };
      } catch (error) {
        const outcome = outcomeOf(error);
        return outcome.kind === 'failed' && unchangeable.has(outcome.because)
          ? { kind: 'unreachable', because: outcome.because }
          : outcome;
      }
    },

    async find({ workspace, conversation, thread }, delivery, since) {
      // Reading a channel back would need the right to read everything said there. What we say in a channel is
      // the button that leads to a private answer: twice is harmless, never would not be.
      if (!conversation.startsWith('D')) return { kind: 'absent' };
      const client = clientOf(workspace);
      if (!client) return { kind: 'unknown' };
      const oldest = String((since - clocksApartMs) / 1_000);
      try {
        let cursor = '';
        do {
          const window = { channel: conversation, oldest, limit: 200, include_all_metadata: true, cursor };
          const answer = thread
            ? await client.conversations.replies({ ...window, ts: thread })
            : await client.conversations.history(window);
          for (const message of answer.messages ?? []) {
            const metadata: unknown = 'metadata' in message ? message.metadata : undefined;
            if (message.ts && isLastOf(metadata, delivery)) return { kind: 'found', message: message.ts };
          }
          cursor = answer.response_metadata?.next_cursor ?? '';
        } while (cursor !== '');
        return { kind: 'absent' };
      } catch (error) {
        const outcome = outcomeOf(error);
        return outcome.kind === 'later' ? outcome : { kind: 'unknown' };
      }
    },
  };

  async function post(client: WebClient, address: Address, card: Card, delivery: string): Promise<Sent> {
    const drawings = drawMessage(card, picture);
    let sent: Sent = { kind: 'failed', because: 'an empty card' };
    for (const [page, drawing] of drawings.entries()) {
      const last = page === drawings.length - 1;
      const answer = await client.chat.postMessage({
        channel: address.conversation,
        ...drawing,
        ...(address.thread === undefined ? {} : { thread_ts: address.thread }),
        unfurl_links: false,
        unfurl_media: false,
        link_names: false,
        metadata: { event_type: metadataType, event_payload: { id: delivery, last } },
      });
      sent = { kind: 'sent', message: answer.ts ?? '', conversation: answer.channel ?? address.conversation };
    }
    return sent;
  }
}

/** A card of several messages has arrived when its last one has. */
function isLastOf(metadata: unknown, delivery: string): boolean {
  if (!isRecord(metadata) || metadata.event_type !== metadataType) return false;
  const payload = metadata.event_payload;
  return isRecord(payload) && payload.id === delivery && payload.last === true;
}
