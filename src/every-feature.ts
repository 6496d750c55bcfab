// Every feature, in the order in which help lists what they do.
import type { Feature } from './chat/feature.ts';
import { admin } from './features/admin/feature.ts';
import { audiences } from './features/audiences/feature.ts';
import { checkins } from './features/checkins/feature.ts';
import { plans } from './features/checkins/planning.ts';
import { makeCheckinStore } from './features/checkins/store.ts';
import { help } from './features/help/feature.ts';
import { countries } from './features/help/lines.ts';
import { membership } from './features/membership/feature.ts';
import { privacy } from './features/privacy/feature.ts';
import { reports } from './features/reports/feature.ts';
import { resources } from './features/resources/feature.ts';
import { roster } from './features/roster/feature.ts';
import { settings } from './features/settings/feature.ts';
import type { KeyRing } from './guard/seal.ts';
import type { MailDigest } from './people/mail.ts';

/** `base`: where a browser reaches us; undefined where it does not. `hasDirectory`: whether that platform's may be read.
 * `readsAddresses`: whether we ask other machines for what people give us the address of. */
export const everyFeature = (parts: {
  keys: KeyRing;
  digest: MailDigest;
  base: () => string | undefined;
  hasDirectory: (platform: string) => boolean;
  readsAddresses: boolean;
}): readonly Feature[] => {
  const { keys, digest, base, hasDirectory, readsAddresses } = parts;
  return [
    membership(keys),
    checkins(keys),
    plans,
    help,
    settings({ keys, countries, base, readsAddresses }),
    privacy({ keys, base }),
    admin(keys),
    roster({ keys, digest, base, hasDirectory }),
    audiences({ keys, digest }),
    reports({ moodsOf: makeCheckinStore(keys).moodsOf }),
    resources,
  ];
};
