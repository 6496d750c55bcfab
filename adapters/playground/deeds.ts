// What a person does on the page, read from what the page sends, and done in the pretend Slack or the pretend Teams.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Seat, seats } from './hospital.ts';
import type { Result as SlackResult } from './slack/acting.ts';
import type { Slack } from './slack/slack.ts';
import type { Result as TeamsResult } from './teams/acting.ts';
import type { Teams } from './teams/teams.ts';

export const seatOf = (id: string): Seat | undefined => seats.find((one) => one.id === id);

const sits = (platform: Seat['platform']) =>
  z.string().refine((id) => seatOf(id)?.platform === platform, 'Nobody here has that account.');

const id = z.string().min(1).max(1000);
const words = z.string().min(1);

const person = sits('slack');
const values = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));
const typed = z.object({ person, conversation: id, text: words, thread: id.exactOptional() });
const pressed = z.object({
  person,
  target: z.union([
    z.strictObject({ channel: id, ts: id, values: values.exactOptional() }),
    z.strictObject({ view: id, values: values.exactOptional() }),
  ]),
  action: z.string().max(255),
  block: z.string().max(255),
  choice: z.union([z.string(), z.array(z.string())]).exactOptional(),
});
const submitted = z.object({ person, view: id, values });
const closed = z.object({ person, view: id });
const opened = z.object({ person });

const member = sits('teams');
const written = z.object({ person: member, conversation: id, text: words, replyTo: id.exactOptional() });
/** `action`: the pressed one as it stands in the card's JSON. `inputs` by input id. */
const executed = z.object({
  person: member,
  conversation: id,
  message: id,
  action: z.looseObject({ type: z.string() }),
  inputs: z.record(z.string().max(1000), z.string()),
});

const anywhere = z.object({
  person: z.string().transform((id, check) => {
    const seat = seatOf(id);
    if (seat) return seat;
    check.addIssue('Nobody here has that account.');
    return z.NEVER;
  }),
});
/** An hour, a day, a week. */
const passed = z.object({ hours: z.union([z.literal(1), z.literal(24), z.literal(168)]) });

export type Deeds = Readonly<Record<string, (body: unknown) => Promise<SlackResult | TeamsResult>>>;

/** By the last part of the address. Throws a ZodError where the page sent something else. */
export const deedsOf = (
  slack: Slack,
  teams: Teams,
  hospital: { arrive(seat: Seat): Promise<SlackResult | TeamsResult>; pass(hours: number): Promise<void> },
): Deeds => ({
  async arrive(body) {
    return hospital.arrive(anywhere.parse(body).person);
  },
  async clock(body) {
    await hospital.pass(passed.parse(body).hours);
    return { kind: 'done', heard: true };
  },
  async type(body) {
    const { person, conversation, text, thread } = typed.parse(body);
    return text.startsWith('/')
      ? slack.command(person, conversation, text, thread)
      : slack.message(person, conversation, text, thread);
  },
  async press(body) {
    const { person, target, action, block, choice } = pressed.parse(body);
    return slack.press(person, target, action, block, choice);
  },
  async submit(body) {
    const { person, view, values } = submitted.parse(body);
    return slack.submit(person, view, values);
  },
  async close(body) {
    const { person, view } = closed.parse(body);
    return slack.close(person, view);
  },
  async home(body) {
    return slack.openHome(opened.parse(body).person);
  },
  async 'teams-type'(body) {
    const { person, conversation, text, replyTo } = written.parse(body);
    return teams.message(person, conversation, text, replyTo);
  },
  async 'teams-press'(body) {
    const { person, conversation, message, action, inputs } = executed.parse(body);
    return teams.press(person, conversation, message, (one) => isDeepStrictEqual(one, action), inputs);
  },
});
