// What the settings are now, as their card shows them.
import type { Context, Reply } from '../../chat/feature.ts';
import { saidBy } from '../../people/consent.ts';
import { toldHours } from '../../people/hours.ts';
import { accountsOf } from '../../people/linking.ts';
import { preferencesOf } from '../../people/preferences.ts';
import { calendarOf } from '../../people/shift-calendar.ts';
import { type Settings, settingsCard } from './cards.ts';

export async function settingsOf({ tx, person, event, memory, now }: Context): Promise<Settings> {
  const remembered = memory.person(event.who);
  return {
    ...(await preferencesOf(tx, person.id)),
    platform: event.who.platform,
    // Chosen just now, the table may not hold it yet.
    country: remembered?.unkept ? remembered.country : person.country,
    said: await saidBy(tx, person.id),
    hours: await toldHours(tx, person.id),
    calendar: await calendarOf(tx, person.id, now),
    now,
  };
}

export async function showSettings(context: Context, kind: 'card' | 'replace'): Promise<Reply> {
  const { tx, say, person } = context;
  const accounts = await accountsOf(tx, person.id);
  return {
    answer: { kind, card: settingsCard(say, await settingsOf(context), accounts, person.account) },
  };
}
