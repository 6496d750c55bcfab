// A calendar of shifts, as somebody gives it and forgets it: its address by a form, or a file by a link that works once.
import type { Context, Feature, FormShape, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import { waitForHours } from '../../delivery/unasked.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { tellHours, toldHours } from '../../people/hours.ts';
import { forgetCalendar, giveAddress } from '../../people/shift-calendar.ts';
import { makeUploadLink } from '../../people/upload-link.ts';
import { readAddress } from '../../schedule/feed.ts';
import { calendarFileForm, calendarForm } from './calendar-cards.ts';
import { showSettings } from './show.ts';

/** `base`: where a browser reaches us; undefined where it does not. `readsAddresses`: whether we ask other machines at all. */
export type CalendarParts = { keys: KeyRing; base: () => string | undefined; readsAddresses: boolean };

export function calendar({ keys, base, readsAddresses }: CalendarParts): {
  presses: NonNullable<Feature['presses']>;
  form: FormShape;
} {
  const draw = async ({ tx, person, say }: Context) =>
    calendarForm(
      say,
      { address: readsAddresses, file: base() !== undefined },
      await toldHours(tx, person.id),
    );

  /** An address that is left empty stays as it was: it is not shown again. */
  async function save(context: Context, { address, sleep }: Answers): Promise<Reply> {
    const { tx, person, say, now, id } = context;
    if (readsAddresses && typeof address === 'string' && address.trim() !== '') {
      const read = readAddress(address);
      if (!read) return { answer: { kind: 'errors', errors: { address: say('calendar.address-wrong') } } };
      await giveAddress(tx, keys, person, read.href, id(), now);
    }
    if (typeof sleep === 'number') await tellHours(tx, person, { sleepHours: sleep }, now);
    await waitForHours(tx, person.id, now);
    return showSettings(context, 'replace');
  }

  async function link(context: Context): Promise<Reply> {
    const { tx, person, say, now } = context;
    const start = base();
    // A button that was drawn while there was an address.
    if (start === undefined) return { answer: { kind: 'form', form: await draw(context) } };
    const token = await makeUploadLink(tx, person, now, 'calendar');
    const form = calendarFileForm(say, `${start.replace(/\/+$/, '')}/shifts/${token}`);
    return { answer: { kind: 'form', form } };
  }

  async function forget(context: Context): Promise<Reply> {
    await forgetCalendar(context.tx, context.person, context.now);
    return showSettings(context, 'replace');
  }

  return { presses: { 'calendar-file': link, 'calendar-forget': forget }, form: { draw, sent: save } };
}
