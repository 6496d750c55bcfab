// Every errand: what asks the network for what people gave or asked for, and which events somebody then waits for.
import type { ChatEvent } from './chat/event.ts';
import type { Feature } from './chat/feature.ts';
import type { Platform } from './chat/platform.ts';
import type { Database } from './database/connect.ts';
import type { Outbox } from './delivery/outbox.ts';
import { countCard, notCountedCard } from './features/audiences/cards.ts';
import { notTakenCard, previewCard } from './features/roster/cards.ts';
import { calendarNotReadCard, calendarReadCard } from './features/settings/calendar-cards.ts';
import type { KeyRing } from './guard/seal.ts';
import { makeFollowing } from './people/audience-following.ts';
import { makeReading } from './people/calendar-reading.ts';
import { makeTaking } from './people/directory-taking.ts';
import { makeIntroducing } from './people/introducing.ts';
import type { MailDigest } from './people/mail.ts';
import type { Tombstones } from './people/tombstone.ts';
import type { Errand } from './schedule/errands.ts';
import type { Get } from './schedule/feed.ts';

/** `get`: asks the addresses that people give; absent, none is asked. */
export const everyErrand = (parts: {
  database: Database;
  platforms: ReadonlyMap<string, Platform>;
  keys: KeyRing;
  digest: MailDigest;
  tombstones: Tombstones;
  outbox: Outbox;
  features: readonly Feature[];
  get: Get | undefined;
  now: () => number;
  id: () => string;
}): readonly Errand[] => {
  const { features, get } = parts;
  return [
    makeFollowing({ ...parts, cards: { counted: countCard, notCounted: notCountedCard } }),
    makeTaking({ ...parts, cards: { taken: previewCard, notTaken: notTakenCard } }),
    ...(get
      ? [makeReading({ ...parts, get, cards: { read: calendarReadCard, notRead: calendarNotReadCard } })]
      : []),
    makeIntroducing({
      ...parts,
      features: features.flatMap(({ name, optional }) => (optional ? [{ ...optional, name }] : [])),
    }),
  ];
};

/** What somebody waits for: the network is asked as soon as it is kept, not with the next tick. */
export const beginsErrand = (event: ChatEvent): boolean =>
  (event.kind === 'form-sent' &&
    (event.form.startsWith('audiences.') || event.form === 'settings.calendar')) ||
  (event.kind === 'button-pressed' && ['roster.directory', 'admin.switch-on'].includes(event.press));
