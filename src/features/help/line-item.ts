// One help line as people see it: whom it is for, how to reach it, when, in which languages, and as of when that is known.
import type { Inline, Item } from '../../chat/card.ts';
import type { Speaker } from '../../words/speak.ts';
import type { Line } from './lines.ts';
import type { OwnLine } from './own.ts';

/** An address to dial or to write to; digits only, since apps dial nothing else. */
const dial = (scheme: 'tel' | 'sms', number: string): string => `${scheme}:${number.replace(/[^\d+]/g, '')}`;

export function lineItem(say: Speaker, line: Line): Item {
  const ways: Inline[] = [];
  if (line.call)
    ways.push('\n', say('line.call'), ' ', { kind: 'link', to: dial('tel', line.call), label: line.call });
  if (line.text)
    ways.push('\n', say(line.text.say ? 'line.text-word' : 'line.text', { word: line.text.say ?? '' }), ' ', {
      kind: 'link',
      to: dial('sms', line.text.to),
      label: line.text.to,
    });
  if (line.chat)
    ways.push('\n', say('line.chat'), ' ', {
      kind: 'link',
      to: line.chat,
      label: line.chat.replace(/^https:\/\//, ''),
    });
  return {
    text: [
      { kind: 'strong', text: line.name },
      ...(line.about ? [`\n${say(line.about)}`] : []),
      ...ways,
      `\n${hoursOf(say, line)} · ${languagesOf(say, line)} · ${checkedOf(say, line.checkedOn)}`,
    ],
  };
}

export function ownItem(say: Speaker, line: OwnLine): Item {
  return {
    text: [
      { kind: 'strong', text: line.name },
      ...(line.when ? [`\n${line.when}`] : []),
      ...(line.call
        ? [
            '\n',
            say('line.call'),
            ' ',
            { kind: 'link' as const, to: dial('tel', line.call), label: line.call },
          ]
        : []),
      ...(line.chat
        ? ['\n', say('line.chat'), ' ', { kind: 'link' as const, to: line.chat, label: line.chat }]
        : []),
      `\n${checkedOf(say, line.checkedOn)}`,
    ],
  };
}

function hoursOf(say: Speaker, line: Line): string {
  const { hours } = line;
  if (hours.kind === 'always') return say('line.always');
  const clock = (time: string): string =>
    new Intl.DateTimeFormat(say.language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
      new Date(`2026-01-01T${time}:00Z`),
    );
  const place = hours.zone.split('/').at(-1)?.replaceAll('_', ' ') ?? hours.zone;
  return say(hours.days === 'weekdays' ? 'line.weekdays' : 'line.every-day', {
    from: clock(hours.from),
    to: clock(hours.to),
    place,
  });
}

const languagesOf = (say: Speaker, line: Line): string => {
  const names = new Intl.DisplayNames(say.language, { type: 'language' });
  return new Intl.ListFormat(say.language, { type: 'conjunction' }).format(
    line.languages.map((language) => names.of(language) ?? language),
  );
};

const checkedOf = (say: Speaker, day: string): string =>
  say('line.checked', { day: Temporal.PlainDate.from(day) });
