// A check-in as people do it in the pretend Slack, and as it stands in the database afterwards.
import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '../../adapters/playground/slack/acting.ts';
import type { StateValues } from '../../adapters/playground/slack/forms.ts';
import { shown } from '../../adapters/playground/slack/shown.ts';
import type { Slack } from '../../adapters/playground/slack/slack.ts';
import type { Block, View } from '../../adapters/playground/slack/workspace.ts';
import type { Database } from '../../src/database/connect.ts';
import { type KeyRing, makeKeyRing } from '../../src/guard/seal.ts';
import { type Key, speaker } from '../../src/words/speak.ts';
import { key } from './hospital.ts';

/** Comes back when it is so; the spec's own time-out ends what never is. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(5);
}

/** What fills in the form that asks how somebody is. */
export const mood = (value: number): StateValues => ({ mood: { scale: { selected_option: String(value) } } });
/** The same as Slack sends it on. */
export const moodSent = (value: number): Record<string, unknown> => ({
  mood: { scale: { type: 'radio_buttons', selected_option: { value: String(value) } } },
});
export const note = (words: string): StateValues => ({ note: { 'long-text': { value: words } } });

export const topModal = (slack: Slack, person: string): View | undefined =>
  slack.seenBy(person).modals.at(-1);

/** Types the command, and comes back with the form that opened. */
export async function openMoodForm(slack: Slack, person: string): Promise<string> {
  const before = topModal(slack, person)?.id;
  await slack.command(person, slack.direct(person), '/checkin');
  await until(() => (topModal(slack, person)?.id ?? before) !== before);
  return topModal(slack, person)?.id ?? '';
}

export async function checkIn(slack: Slack, person: string, value: number): Promise<Result> {
  return slack.submit(person, await openMoodForm(slack, person), mood(value));
}

export type Stored = { account: string; mood: number; topic?: string; note?: string };

/** Every check-in that the database holds, opened, in the order of accounts. */
export async function storedCheckins(
  database: Database,
  keys: KeyRing = makeKeyRing([key]),
): Promise<readonly Stored[]> {
  const rows = await database.owner
    .selectFrom('checkin')
    .innerJoin('account', 'account.person_id', 'checkin.person_id')
    .select([
      'checkin.id',
      'checkin.organisation_id',
      'checkin.bound_to',
      'checkin.sealed',
      'account.external_id',
    ])
    .orderBy('account.external_id')
    .execute();
  return rows.map((row) => {
    const opened = keys
      .open(row.sealed, `checkin:${row.bound_to ?? row.organisation_id}:${row.id}`)
      .toString('utf8');
    const told: Omit<Stored, 'account'> = JSON.parse(opened);
    return { account: row.external_id, ...told };
  });
}

/** How a button of ours is pressed; undefined where there is none. */
export function buttonIn(
  blocks: readonly Block[],
  press: string,
): { block: string; action: string } | undefined {
  for (const block of blocks) {
    const elements: unknown = block.elements;
    if (!Array.isArray(elements)) continue;
    for (const element of elements as readonly Record<string, unknown>[]) {
      const action = String(element.action_id);
      if (element.type === 'button' && action.split('#')[0] === press)
        return { block: block.block_id, action };
    }
  }
  return undefined;
}

/** The words of the latest messages in somebody's talk with the bot, oldest first; their own are left out. */
export const saidTo = (slack: Slack, person: string): readonly string[] =>
  slack
    .seenBy(person)
    .conversations.filter((talk) => talk.id === slack.direct(person))
    .flatMap((talk) => talk.messages)
    .filter((message) => message.user !== person)
    .map((message) => shown(message));

/** What the catalogue says under this name. */
export const words = (key: Key): string => speaker('en', 'UTC')(key);
