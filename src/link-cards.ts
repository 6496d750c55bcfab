// One-time codes, as whoever makes one and whoever types one sees them. Settings and admin both show these.
import { buttons, heading, quiet, text } from './chat/card.ts';
import { helpButton } from './chat/feature.ts';
import type { Form } from './chat/form.ts';
import { codeMinutes } from './people/code.ts';
import type { Speaker } from './words/speak.ts';

/** Teams tells a bot the id of a hospital, and no name: its beginning is enough to tell two of them apart. */
const shortened = (name: string): string =>
  name.replace(/^([0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '$1');

/** A workspace as people call it: `Slack, St. Brigid’s`. */
export function placeName(
  say: Speaker,
  { platform, workspace }: { platform: string; workspace: string },
): string {
  switch (platform) {
    case 'slack':
      return say('place.slack', { workspace });
    case 'teams':
      return say('place.teams', { workspace: shortened(workspace) });
    default:
      return workspace;
  }
}

/** To be read and closed: a message would keep the code in the chat. */
export const codeForm = (
  say: Speaker,
  {
    name,
    title,
    code,
    how,
    warning,
  }: { name: string; title: string; code: string; how: string; warning: string },
): Form => ({
  name,
  title,
  private: true,
  parts: [
    text(say('link.code')),
    heading(code),
    text(how),
    quiet(say('link.lives', { minutes: codeMinutes })),
    quiet(warning),
  ],
  close: say('any.close'),
});

export const enterForm = (
  say: Speaker,
  { name, title, warning }: { name: string; title: string; warning: string },
): Form => ({
  name,
  title,
  parts: [
    {
      kind: 'short-text',
      id: 'code',
      label: say('link.type'),
      help: say('link.type-help'),
      most: 40,
      required: true,
    },
    quiet(warning),
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('link.next'),
  close: say('any.not-now'),
});

/** The same for a code that never was, that has ended and that is of others: nobody learns which. */
export const refusedCode = (say: Speaker): string => say('link.refused', { minutes: codeMinutes });
