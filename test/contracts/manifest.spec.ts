// The manifest is what an operator installs, so it is held against the code: no scope, event or command too many or too few.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readPayload } from '../../adapters/slack/read.ts';
import { scopes } from '../../adapters/slack/scopes.ts';
import { everyFeature } from '../../src/every-feature.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { mailDigest } from '../../src/people/mail.ts';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';

const root = join(import.meta.dirname, '../..');
const command = z.strictObject({
  command: z.string(),
  url: z.url(),
  description: z.string(),
  usage_hint: z.string().optional(),
  should_escape: z.boolean(),
});
const shape = z.object({
  display_information: z.object({ name: z.string(), description: z.string(), long_description: z.string() }),
  features: z.object({
    app_home: z.object({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.object({ display_name: z.string() }),
    slash_commands: z.array(command),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url()),
    scopes: z.strictObject({ bot: z.array(z.string()) }),
  }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.url(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.boolean(), request_url: z.url() }),
  }),
});
const manifest = shape.parse(JSON.parse(readFileSync(join(root, 'manifest/slack/manifest.json'), 'utf8')));
const { slash_commands: commands } = manifest.features;
const { bot_events: events, request_url: eventsUrl } = manifest.settings.event_subscriptions;

/** https://docs.slack.dev/reference/methods: what a bot token needs for it, in direct messages where that matters. */
const scopeOfMethod: Readonly<Record<string, string | readonly string[] | undefined>> = {
  'auth.teams.list': undefined,
  'auth.test': undefined,
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': 'im:history',
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': 'im:write',
  'conversations.replies': 'im:history',
  'oauth.v2.access': undefined,
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'views.open': undefined,
  'views.publish': undefined,
  'views.push': undefined,
  'views.update': undefined,
};

/** https://docs.slack.dev/reference/events */
const scopeOfEvent: Readonly<Record<string, string | readonly string[] | undefined>> = {
  app_home_opened: undefined,
  app_mention: 'app_mentions:read',
  app_uninstalled: undefined,
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.im': 'im:history',
  team_join: 'users:read',
  tokens_revoked: undefined,
  user_change: 'users:read',
};

const adapter = join(root, 'adapters/slack');
const sources = readdirSync(adapter).map((file) => readFileSync(join(adapter, file), 'utf8'));

/** Every `….family.method(` in the adapter that Slack's own client has, however deep. */
function calledMethods(): readonly string[] {
  const client: object = new WebClient();
  const has = (path: readonly string[]): boolean => {
    let at: unknown = client;
    for (const name of path)
      at = typeof at === 'object' && at !== null && name in at ? Reflect.get(at, name) : undefined;
    return typeof at === 'function';
  };
  const found = sources.flatMap((text) =>
    [...text.matchAll(/((?:\.\s*\w+\s*)+)\(/g)].flatMap(([, chain = '']) => {
      const names = chain.split('.').map((name) => name.trim());
      return [names.slice(-3), names.slice(-2)].filter(has).map((path) => path.join('.'));
    }),
  );
  return [...new Set(found)].toSorted();
}

const keys = makeKeyRing([Buffer.alloc(32)]);
const digest = mailDigest(keys);
const features = everyFeature({
  keys,
  digest,
  base: () => undefined,
  hasDirectory: () => true,
  readsAddresses: true,
});
/** What a programme may switch on is not named before: a manifest is the same for all. */
const anybody = features
  .filter((feature) => !feature.optional)
  .flatMap((feature) => feature.commands)
  .filter((one) => !one.roles && !one.unlisted);

describe('scopes', () => {
  test('the calls of the adapter are found, and each is known here', () => {
    expect(sources.join('')).not.toMatch(/apiCall|\.api\/\w/);
    expect(calledMethods()).toEqual(Object.keys(scopeOfMethod));
  });

  test('are exactly those that the calls, the events and the commands need', () => {
    const needed = [
      'commands',
      ...calledMethods().flatMap((method) => scopeOfMethod[method]),
      ...events.flatMap((event) => scopeOfEvent[event]),
    ].filter((scope) => scope !== undefined);
    expect(manifest.oauth_config.scopes.bot).toEqual([...new Set(needed)].toSorted());
  });

  test('are the same where workspaces install by OAuth, and Slack knows where to send them back', () => {
    expect([...scopes]).toEqual(manifest.oauth_config.scopes.bot);
    expect(manifest.oauth_config.redirect_urls).toEqual(['https://lamplight.example.org/slack/oauth']);
  });
});

describe('events', () => {
  const person = { user: 'U1', ts: '1.2', text: 'hello' };
  /** What Slack can send, ours and others, by the name under which an app subscribes to it. */
  const samples: Readonly<Record<string, object>> = {
    'message.im': { type: 'message', channel: 'D1', channel_type: 'im', ...person },
    'message.channels': { type: 'message', channel: 'C1', channel_type: 'channel', ...person },
    'message.groups': { type: 'message', channel: 'G1', channel_type: 'group', ...person },
    'message.mpim': { type: 'message', channel: 'G1', channel_type: 'mpim', ...person },
    app_mention: { type: 'app_mention', channel: 'C1', ...person },
    app_home_opened: { type: 'app_home_opened', user: 'U1', tab: 'home' },
    team_join: { type: 'team_join', user: { id: 'U1' } },
    user_change: { type: 'user_change', user: { id: 'U1', deleted: true } },
    member_joined_channel: { type: 'member_joined_channel', user: 'U1', channel: 'C1' },
    member_left_channel: { type: 'member_left_channel', user: 'U1', channel: 'C1' },
    reaction_added: { type: 'reaction_added', user: 'U1', reaction: 'wave' },
    app_uninstalled: { type: 'app_uninstalled' },
    tokens_revoked: { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U2'] } },
  };
  const isRead = (event: object): boolean =>
    readPayload({ type: 'event_callback', team_id: 'T1', event_id: 'E1', event }, (text) => text) !==
    undefined;

  test('subscribed to are exactly those that are read', () => {
    const read = Object.keys(samples).filter((name) => isRead(samples[name] ?? {}));
    expect(events).toEqual(read.toSorted());
  });

  test('every type that the reading names has a sample here', () => {
    const text = readFileSync(join(adapter, 'payload.ts'), 'utf8');
    const named = [...text.matchAll(/type: z\.(?:literal|enum)\(([^)]*)\)/g)].flatMap(([, types = '']) =>
      [...types.matchAll(/'(\w+)'/g)].map(([, type]) => type),
    );
    const wrappers = ['block_actions', 'view_submission', 'event_callback'];
    const sampled = Object.values(samples).map((sample) => ('type' in sample ? sample.type : ''));
    expect(named.length).toBeGreaterThan(wrappers.length);
    expect(named.filter((type) => ![...wrappers, ...sampled].includes(type))).toEqual([]);
  });

  test('a token of a single person that was revoked is not read as the end of the app', () => {
    expect(isRead({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } })).toBe(false);
    expect(isRead({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } })).toBe(false);
  });
});

describe('commands', () => {
  test('are /lamp and the short ones', () => {
    const short = features.flatMap((feature) => feature.commands).filter((one) => one.short);
    expect(commands.map((one) => one.command)).toEqual(['/lamp', ...short.map((one) => `/${one.verb}`)]);
  });

  test('every feature in the house is looked at here', () => {
    const folders = readdirSync(join(root, 'src/features'));
    const names = features.map((feature) => feature.name);
    for (const folder of folders) expect(names).toContain(folder);
  });

  test('/lamp hints at what anybody can ask for', () => {
    const hint = commands[0]?.usage_hint ?? '';
    expect(hint.split(' | ').toSorted()).toEqual(anybody.map((one) => one.verb).toSorted());
  });

  describe('in a hospital', () => {
    let hospital: Hospital;
    beforeAll(async () => {
      hospital = await openHospital();
    });
    afterAll(() => hospital.end());

    test.each(commands.map((one) => one.command))('%s is answered', async (name) => {
      const { slack } = hospital;
      const seen = (): number => {
        const { modals, conversations } = slack.seenBy(nurse);
        return modals.length + conversations.flatMap((one) => one.messages).length;
      };
      const before = seen();
      expect(await slack.command(nurse, slack.direct(nurse), name)).toMatchObject({ kind: 'done' });
      await hospital.settled();
      expect(seen()).toBeGreaterThan(before);
    });
  });
});

describe('what Slack takes in a manifest', () => {
  const { name, description, long_description: long } = manifest.display_information;

  test('names and descriptions are no longer than they may be, and the long one long enough', () => {
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long.length).toBeGreaterThanOrEqual(175);
    expect(long.length).toBeLessThanOrEqual(4_000);
    expect(manifest.features.bot_user.display_name.length).toBeLessThanOrEqual(80);
  });

  test.each(commands.map((one) => [one.command, one] as const))('%s has words that fit', (_, one) => {
    expect(one.command).toMatch(/^\/[a-z0-9_-]{1,31}$/);
    expect(one.description.length).toBeLessThanOrEqual(2_000);
    expect((one.usage_hint ?? '').length).toBeLessThanOrEqual(1_000);
    expect(one.should_escape).toBe(false);
  });

  test('everything comes in by the one door, at the one address to be replaced', () => {
    const urls = [eventsUrl, manifest.settings.interactivity.request_url, ...commands.map((one) => one.url)];
    expect(new Set(urls)).toEqual(new Set(['https://lamplight.example.org/slack/events']));
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  test('people can write to the bot, and have its home', () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });
});
