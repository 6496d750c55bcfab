// How somebody is asked by a plan: the invitation, the prompt, what it turns into. Arranges; the catalogue speaks.
import { type Button, buttons, type Card, heading, type Item, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import { dayName } from '../../words/name.ts';
import type { Speaker } from '../../words/speak.ts';
import { type Question, type Timing, weekdays } from './plan-rules.ts';
import { moods } from './rules.ts';

/** "Monday to Friday", "every day", "Tuesday and Thursday". */
export function daysWords(say: Speaker, days: Timing['days']): string {
  if (days.length === 7) return say('prompt.every-day');
  if (days.length === 5 && !days.some((day) => day > 5)) return say('prompt.weekdays');
  return new Intl.ListFormat(say.language).format(
    weekdays.filter((day) => days.includes(day)).map((day) => dayName(say, day)),
  );
}

/** When, to whoever is asked: in their own time. */
export const timingWords = (say: Speaker, { days, at, starts }: Timing): string =>
  say(starts === 'shift' ? 'prompt.when-shift' : 'prompt.when', {
    days: daysWords(say, days),
    at: Temporal.PlainTime.from(at),
  });

export const questionWords = (say: Speaker, question: Question): string =>
  question.kind === 'own' ? question.words : say(`question.${question.key}`);

/** Whether somebody wants it: asked once. Names no one who asks, and no group: a nurse may be in several. */
export const invitationCard = (say: Speaker, plan: Timing & { id: string }): Card => ({
  name: 'checkins.invitation',
  summary: say('invite.title'),
  blocks: [
    heading(say('invite.title')),
    text(say('invite.what', { when: timingWords(say, plan) })),
    text(say('invite.yours')),
    text(say('invite.stop')),
    buttons(
      { press: 'checkins.join', value: plan.id, label: say('invite.yes'), look: 'primary' },
      { press: 'checkins.decline', value: plan.id, label: say('invite.no') },
      helpButton(say),
    ),
  ],
});

export const declinedCard = (say: Speaker): Card => ({
  name: 'checkins.declined',
  summary: say('invite.declined'),
  blocks: [
    text(say('invite.declined')),
    buttons(verbButton('checkin', say('command.checkin')), helpButton(say)),
  ],
});

/** `first`: when they are asked next, epoch ms; undefined where it cannot be foreseen. */
export const joinedCard = (say: Speaker, plan: Timing & { id: string }, first: number | undefined): Card => ({
  name: 'checkins.joined',
  summary: say('invite.joined'),
  blocks: [
    heading(say('invite.joined')),
    text(say('invite.joined-when', { when: timingWords(say, plan) })),
    ...(first === undefined ? [] : [text(say('invite.first', { at: first }))]),
    quiet(say('invite.hours')),
    buttons(verbButton('settings', say('command.settings')), pauseButton(say, plan.id), helpButton(say)),
  ],
});

const pauseButton = (say: Speaker, plan: string): Button => ({
  press: 'checkins.pause',
  value: plan,
  label: say('prompt.pause'),
});

/** One tap answers. `again`: the one reminder, whose buttons say so. */
export const promptCard = (say: Speaker, prompt: string, plan: string, again: boolean): Card => ({
  name: again ? 'checkins.reminder' : 'checkins.prompt',
  summary: say('checkin.how'),
  blocks: [
    heading(say('checkin.how')),
    ...(again ? [text(say('prompt.again'))] : []),
    buttons(
      ...moods.map((mood) => ({
        press: 'checkins.told',
        value: `${prompt} ${mood}${again ? ' again' : ''}`,
        label: say(`mood.${mood}`),
      })),
    ),
    quiet(say('prompt.only-you')),
    buttons(
      { press: 'checkins.skip', value: again ? `${prompt} again` : prompt, label: say('prompt.skip') },
      pauseButton(say, plan),
      helpButton(say),
    ),
  ],
});

/**
 * What a prompt turns into. The same, letter by letter, whatever was answered: the chat keeps it, and others may look over a
 * shoulder.
 */
export const thanksCard = (say: Speaker, checkin: string, offers: readonly Button[]): Card => ({
  name: 'checkins.thanks',
  summary: say('prompt.thanks'),
  blocks: [
    heading(say('prompt.thanks')),
    text(say('checkin.offers')),
    buttons(
      { press: 'checkins.more', value: checkin, label: say('prompt.more'), look: 'primary' },
      ...offers,
      { press: 'checkins.change', value: checkin, label: say('checkin.change') },
      helpButton(say),
    ),
  ],
});

const plainCard = (say: Speaker, name: string, words: string, ...more: readonly Button[]): Card => ({
  name: `checkins.${name}`,
  summary: words,
  blocks: [text(words), buttons(...more, verbButton('checkin', say('command.checkin')), helpButton(say))],
});

export const skippedCard = (say: Speaker): Card => plainCard(say, 'skipped', say('prompt.skipped'));
export const closedCard = (say: Speaker): Card => plainCard(say, 'closed', say('prompt.closed'));
/** Answered before: what they pressed now changed nothing. */
export const answeredCard = (say: Speaker, checkin: string): Card =>
  plainCard(say, 'answered', say('prompt.answered'), {
    press: 'checkins.change',
    value: checkin,
    label: say('checkin.change'),
  });
export const endedCard = (say: Speaker): Card => plainCard(say, 'ended', say('prompt.ended'));
export const leftCard = (say: Speaker): Card => plainCard(say, 'left', say('prompt.left'));
/** `until`: ISO date. */
export const pausedCard = (say: Speaker, until: string): Card =>
  plainCard(say, 'paused', say('prompt.paused', { at: Temporal.PlainDate.from(until) }));
export const shiftEndCard = (say: Speaker, isOn: boolean): Card =>
  plainCard(say, 'shift-end', say(isOn ? 'prompt.shift-end-on' : 'prompt.shift-end-off'));

/** Pause in two taps, stop in two. `until`: ISO date that stands in the field. */
export const pauseForm = (
  say: Speaker,
  { plan, until, shiftEnd }: { plan: string; until: string; shiftEnd: boolean | undefined },
): Form => ({
  name: 'checkins.pause',
  title: say('prompt.pause'),
  carries: plan,
  parts: [
    { kind: 'date', id: 'until', label: say('prompt.pause-until'), filled: until, required: true },
    buttons(
      { press: 'checkins.leave', value: plan, label: say('prompt.leave'), look: 'danger' },
      ...(shiftEnd === undefined
        ? []
        : [
            {
              press: 'checkins.shift-end',
              value: `${plan} ${shiftEnd ? 'off' : 'on'}`,
              label: say(shiftEnd ? 'prompt.shift-end-not' : 'prompt.shift-end'),
            },
          ]),
      helpButton(say),
    ),
  ],
  submit: say('prompt.pause-do'),
  close: say('any.not-now'),
});

/** For the home view: each plan that somebody said yes to. */
export const enrolmentItem = (
  say: Speaker,
  plan: Timing & { id: string },
  pausedUntil: string | null,
): Item => ({
  text: [
    timingWords(say, plan),
    ...(pausedUntil === null
      ? []
      : [`\n${say('prompt.is-paused', { at: Temporal.PlainDate.from(pausedUntil) })}`]),
  ],
  buttons: [pauseButton(say, plan.id)],
});
