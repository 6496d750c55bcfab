// How accounts and their links look in the settings. Arranges; the catalogue speaks.
import {
  type Block,
  type Button,
  buttons,
  type Card,
  heading,
  type Item,
  quiet,
  text,
} from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import { codeForm, enterForm, placeName } from '../../link-cards.ts';
import type { Account } from '../../people/linking.ts';
import type { Speaker } from '../../words/speak.ts';

const settingsButton = (say: Speaker): Button => verbButton('settings', say('command.settings'), 'primary');

/** Which accounts are this person, and where they are reached. `acting` is the account by which they ask. */
export function accountBlocks(say: Speaker, accounts: readonly Account[], acting: string): readonly Block[] {
  const chosen = accounts.find((account) => account.chosen);
  return [
    text(say('settings.accounts', { count: accounts.length })),
    { kind: 'list', items: accounts.map((account) => accountItem(say, account, account.id === acting)) },
    ...(accounts.length > 1
      ? [
          text(
            chosen
              ? say('settings.reached', { account: placeName(say, chosen) })
              : say('settings.reached-latest'),
          ),
        ]
      : []),
    buttons(
      ...(accounts.length > 1 ? [{ press: 'settings.reach', label: say('settings.reach') }] : []),
      { press: 'settings.link', label: say('settings.link') },
      { press: 'settings.enter', label: say('link.have') },
      helpButton(say),
    ),
  ];
}

function accountItem(say: Speaker, account: Account, isActing: boolean): Item {
  const name = placeName(say, account);
  if (isActing) return { text: [{ kind: 'strong', text: name }, ` (${say('settings.this-one')})`] };
  return {
    text: [{ kind: 'strong', text: name }],
    buttons: [
      {
        press: 'settings.unlink',
        value: account.id,
        label: say('settings.unlink'),
        look: 'danger',
        confirm: {
          title: say('settings.unlink-title'),
          text: say('settings.unlink-sure', { account: name }),
          yes: say('settings.unlink'),
          no: say('any.not-now'),
        },
      },
    ],
  };
}

export const linkForm = (say: Speaker, code: string): Form =>
  codeForm(say, {
    name: 'settings.link',
    title: say('settings.link'),
    code,
    how: say('settings.code-how'),
    warning: say('settings.code-warning'),
  });

export const typeForm = (say: Speaker): Form =>
  enterForm(say, { name: 'settings.enter', title: say('link.have'), warning: say('settings.code-warning') });

/** Says plainly what follows; the code travels along, and is looked up again when this is sent. */
export const confirmForm = (
  say: Speaker,
  code: string,
  places: { mine: string; other: string } | undefined,
): Form => ({
  name: 'settings.confirm',
  title: say('settings.confirm-title'),
  parts: [
    ...(places ? [text(say('settings.confirm', places))] : []),
    text(say('settings.confirm-history')),
    text(say('settings.confirm-roles')),
    text([{ kind: 'strong', text: say('settings.confirm-both') }]),
    quiet(say('settings.confirm-undo')),
  ],
  submit: say('settings.confirm-yes'),
  close: say('any.not-now'),
  carries: code,
});

export function reachForm(say: Speaker, accounts: readonly Account[]): Form {
  return {
    name: 'settings.reach',
    title: say('settings.reach'),
    parts: [
      {
        kind: 'choice',
        id: 'account',
        label: say('settings.reach-which'),
        options: [
          { value: 'latest', label: say('settings.reach-latest') },
          ...accounts.map((account) => ({ value: account.id, label: placeName(say, account) })),
        ],
        filled: accounts.find((account) => account.chosen)?.id ?? 'latest',
        required: true,
      },
    ],
    submit: say('any.save'),
    close: say('any.not-now'),
  };
}

type Places = { one: string; other: string };

/** The answer to whoever did it. */
export const linkedCard = (say: Speaker, places: Places): Card => ({
  name: 'settings.linked',
  summary: say('settings.linked-title'),
  blocks: [
    heading(say('settings.linked-title')),
    text(say('settings.linked', places)),
    quiet(say('settings.confirm-undo')),
    buttons(settingsButton(say)),
  ],
});

/** To both accounts: whoever did not do it must hear of it. */
export const linkedNotice = (say: Speaker, places: Places): Card => ({
  name: 'settings.linked-notice',
  summary: say('settings.linked-title'),
  blocks: [
    text(say('settings.linked', places)),
    text(say('settings.linked-not-you')),
    buttons(settingsButton(say)),
  ],
});

export const unlinkedNotice = (say: Speaker, places: Places): Card => ({
  name: 'settings.unlinked-notice',
  summary: say('settings.unlinked-title'),
  blocks: [
    text(say('settings.unlinked', places)),
    text(say('settings.unlinked-own')),
    text(say('settings.unlinked-not-you')),
    buttons(settingsButton(say)),
  ],
});
