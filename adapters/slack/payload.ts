// The shapes of what Slack sends, as far as we read it. Source: docs.slack.dev/reference.
import { z } from 'zod';

const id = z.string().min(1).max(255);
export const command = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: id,
  enterprise_id: z.string().optional(),
  user_id: id,
  channel_id: id.optional(),
  trigger_id: id,
  response_url: z.url(),
});
/** Null where the app is installed for a whole organisation and Slack names that alone. */
export const place = z.object({ id, enterprise_id: z.string().nullish() }).nullish();
const user = z.object({ id, team_id: z.string().optional() });
export const view = z.object({
  id,
  hash: z.string().default(''),
  type: z.string(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  blocks: z.array(z.object({ type: z.string(), block_id: z.string().optional() })).default([]),
  state: z.object({ values: z.unknown() }).optional(),
});
export const press = z.object({
  type: z.literal('block_actions'),
  team: place,
  user,
  trigger_id: id,
  response_url: z.url().optional(),
  channel: z.object({ id }).optional(),
  container: z.object({ is_ephemeral: z.boolean().optional() }).optional(),
  view: view.optional(),
  actions: z.array(z.looseObject({ type: z.string(), action_id: id, value: z.string().optional() })).min(1),
});
export const form = z.object({ type: z.literal('view_submission'), team: place, user, view });
export const wrapped = z.object({
  type: z.literal('event_callback'),
  team_id: id.nullish(),
  enterprise_id: z.string().nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).default([]),
  is_ext_shared_channel: z.boolean().default(false),
  event_id: id,
  event_time: z.number().optional(),
  event: z.object({ type: z.string() }),
});
export const message = z.object({
  type: z.enum(['message', 'app_mention']),
  user: id,
  user_team: z.string().optional(),
  text: z.string().default(''),
  channel: id,
  channel_type: z.string().optional(),
  ts: id,
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
});
export const homeTab = z.object({ type: z.literal('app_home_opened'), user: id, tab: z.string().optional() });
export const joined = z.object({
  type: z.literal('team_join'),
  user: z.object({ id, is_bot: z.boolean().optional() }),
});
/** Slack says it of every change of every profile; what matters is that somebody is no longer there. */
export const deactivated = z.object({
  type: z.literal('user_change'),
  user: z.object({ id, deleted: z.literal(true), is_bot: z.boolean().optional() }),
});
export const membersChanged = z.object({
  type: z.enum(['member_joined_channel', 'member_left_channel']),
  channel: id,
});
/** Tokens of single people are revoked as well, and are nothing of ours: it is over when the bot's own is among them. */
export const removed = z.union([
  z.object({ type: z.literal('app_uninstalled') }),
  z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).min(1) }) }),
]);

export const read = <Shape extends z.ZodType>(shape: Shape, value: unknown): z.infer<Shape> | undefined => {
  const result = shape.safeParse(value);
  return result.success ? result.data : undefined;
};
