// Brings events to the bot: wraps them, tries again where Slack would, and lets the weather at them.
// https://docs.slack.dev/apis/events-api#retries
import { isHeard, type Outcome } from '../post.ts';
import { makeUnderWay } from '../under-way.ts';
import type { Sky } from '../weather.ts';
import type { Send } from './calls.ts';
import type { Thing, Workspace } from './workspace.ts';

export type Events = {
  /** Resolves to whether the first try was acknowledged; retries go on behind it. A held event counts as not heard. */
  tell(event: Thing): Promise<boolean>;
  settled(): Promise<void>;
  stop(): void;
};

export type EventOptions = { subscribed?: readonly string[]; retryAfter: readonly number[] };

/** Which scope an event needs, by its name in an app's manifest. https://docs.slack.dev/reference/events */
const scopeOf: Readonly<Record<string, string>> = {
  'message.channels': 'channels:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  app_mention: 'app_mentions:read',
  team_join: 'users:read',
  user_change: 'users:read',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
};

const nameOf = (event: Thing): string => {
  if (event.type !== 'message') return String(event.type);
  return event.channel_type === 'channel' ? 'message.channels' : `message.${String(event.channel_type)}`;
};

function reasonOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answered':
      return 'http_error';
    case 'timed-out':
      return 'http_timeout';
    case 'unreachable':
      return 'connection_failed';
  }
}

export function makeEvents(workspace: Workspace, send: Send, sky: Sky, options: EventOptions): Events {
  const timers = new Map<NodeJS.Timeout, () => void>();
  const { track, bring, settled } = makeUnderWay(sky);
  let stopped = false;

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timer.unref();
      timers.set(timer, resolve);
    });

  const wrap = (event: Thing): Thing => ({
    token: 'not-used',
    team_id: workspace.team.id,
    context_team_id: workspace.team.id,
    context_enterprise_id: workspace.enterprise?.id ?? null,
    ...(workspace.enterprise ? { enterprise_id: workspace.enterprise.id } : {}),
    api_app_id: workspace.appId,
    event,
    type: 'event_callback',
    event_id: workspace.id('Ev'),
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: workspace.enterprise?.id ?? null,
        team_id: workspace.team.id,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: workspace.whole,
      },
    ],
    is_ext_shared_channel: false,
    event_context: workspace.id('4-'),
  });

  async function retry(envelope: Thing, first: Outcome): Promise<void> {
    let outcome = first;
    for (const [index, delay] of options.retryAfter.entries()) {
      if (isHeard(outcome) || stopped) return;
      if (outcome.kind === 'answered' && outcome.headers['x-slack-no-retry'] === '1') return;
      const reason = reasonOf(outcome);
      await wait(delay);
      if (stopped) return;
      outcome = await send('events_api', envelope, { num: index + 1, reason });
    }
  }

  async function deliver(envelope: Thing): Promise<boolean> {
    const mishap = sky.befallsEvent();
    let outcome: Outcome = { kind: 'timed-out' };
    if (mishap !== 'lost') outcome = await send('events_api', envelope);
    if (mishap === 'unheard') outcome = { kind: 'timed-out' };
    void track(retry(envelope, outcome));
    return isHeard(outcome);
  }

  function wanted(event: Thing): boolean {
    const name = nameOf(event);
    const scope = scopeOf[name];
    return (
      (scope === undefined || workspace.scopes.has(scope)) &&
      (options.subscribed === undefined || options.subscribed.includes(name))
    );
  }

  return {
    async tell(event) {
      if (!wanted(event)) return false;
      const envelope = wrap(event);
      return bring(() => {
        const duplicates = sky.duplicates();
        const first = track(deliver(envelope));
        for (let count = 0; count < (duplicates?.times ?? 0); count += 1) {
          const copy = duplicates?.sameId ? envelope : { ...envelope, event_id: workspace.id('Ev') };
          void track(send('events_api', copy));
        }
        return first;
      });
    },
    settled,
    stop() {
      stopped = true;
      for (const [timer, resolve] of timers) {
        clearTimeout(timer);
        resolve();
      }
    },
  };
}
