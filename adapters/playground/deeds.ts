// What a person does on the page, read from what the page sends, and done in the pretend Slack.
import { z } from 'zod';
import { colleagues } from './hospital.ts';
import type { Result } from './slack/acting.ts';
import type { Slack } from './slack/slack.ts';

export const isPerson = (name: string): boolean => colleagues.some((one) => one.id === name);

const id = z.string().min(1).max(100);
const person = z.string().refine(isPerson, 'Nobody here has that name.');
const values = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

const typed = z.object({ person, conversation: id, text: z.string().min(1), thread: id.exactOptional() });
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

/** By the last part of the address. Throws a ZodError where the page sent something else. */
export const deedsOf = (pretend: Slack): Readonly<Record<string, (body: unknown) => Promise<Result>>> => ({
  async type(body) {
    const { person, conversation, text, thread } = typed.parse(body);
    return text.startsWith('/')
      ? pretend.command(person, conversation, text, thread)
      : pretend.message(person, conversation, text, thread);
  },
  async press(body) {
    const { person, target, action, block, choice } = pressed.parse(body);
    return pretend.press(person, target, action, block, choice);
  },
  async submit(body) {
    const { person, view, values } = submitted.parse(body);
    return pretend.submit(person, view, values);
  },
  async close(body) {
    const { person, view } = closed.parse(body);
    return pretend.close(person, view);
  },
  async home(body) {
    return pretend.openHome(opened.parse(body).person);
  },
});
