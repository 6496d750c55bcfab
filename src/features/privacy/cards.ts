// What is kept of somebody, and what they can do about it. Arranges; the catalogue speaks.
import { buttons, type Card, heading, type Item, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import type { Speaker } from '../../words/speak.ts';

const item = (title: string, words: string): Item => ({
  text: [{ kind: 'strong', text: title }, `\n${words}`],
});

export const privacyCard = (say: Speaker): Card => ({
  name: 'privacy.card',
  summary: say('privacy.title'),
  blocks: [
    heading(say('privacy.title')),
    {
      kind: 'list',
      items: [
        item(say('privacy.kept'), say('privacy.kept-what')),
        item(say('privacy.sees'), say('privacy.sees-what')),
        item(say('privacy.chat'), say('privacy.chat-what')),
        item(say('privacy.server'), say('privacy.server-what')),
        item(say('privacy.long'), say('privacy.long-what')),
      ],
    },
    buttons(
      { press: 'privacy.export', label: say('privacy.export') },
      { press: 'privacy.erase', label: say('privacy.erase'), look: 'danger' },
      helpButton(say),
    ),
  ],
});

/** `address` is the one-time link. */
export const exportCard = (say: Speaker, address: string): Card => ({
  name: 'privacy.export',
  summary: say('privacy.export'),
  blocks: [
    heading(say('privacy.export')),
    text([{ kind: 'link', to: address, label: say('export.open') }]),
    text(say('export.how')),
    quiet(say('export.alone')),
  ],
});

/** No browser reaches us. */
export const noExportCard = (say: Speaker): Card => ({
  name: 'privacy.no-export',
  summary: say('privacy.export'),
  blocks: [heading(say('privacy.export')), text(say('export.nowhere')), buttons(privacyButton(say))],
});

const privacyButton = (say: Speaker) => verbButton('privacy', say('command.privacy'));

/** `last`: nobody else runs the programme. */
export const eraseForm = (say: Speaker, last: boolean): Form => ({
  name: 'privacy.erase',
  title: say('privacy.erase'),
  parts: [
    ...(last
      ? [
          text([{ kind: 'strong', text: say('erase.last') }]),
          {
            kind: 'person' as const,
            id: 'next',
            label: say('erase.next'),
            help: say('erase.next-help'),
          },
          {
            kind: 'consent' as const,
            id: 'nobody',
            label: say('erase.nobody'),
            statement: say('erase.nobody-sure'),
          },
        ]
      : []),
    text(say('erase.what')),
    text(say('erase.unlinked')),
    text(say('erase.stays')),
    quiet(say('erase.again')),
    {
      kind: 'consent',
      id: 'sure',
      label: say('erase.sure'),
      statement: say('erase.sure-statement'),
      required: true,
    },
    buttons(helpButton(say)),
  ],
  submit: say('erase.yes'),
  close: say('any.not-now'),
});

export const erasedCard = (say: Speaker): Card => ({
  name: 'privacy.erased',
  summary: say('erase.done-title'),
  blocks: [
    heading(say('erase.done-title')),
    text(say('erase.done')),
    text(say('erase.stays')),
    quiet(say('erase.again')),
    buttons(helpButton(say)),
  ],
});

/** To whoever runs the programme from now on. */
export const nextCard = (say: Speaker): Card => ({
  name: 'privacy.next',
  summary: say('erase.named'),
  blocks: [text(say('erase.named')), buttons(verbButton('admin', say('command.admin')))],
});
