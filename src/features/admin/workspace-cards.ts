// How it looks which workspaces are one programme. Arranges; the catalogue speaks.
import { type Button, buttons, type Card, heading, type Item, quiet, text } from '../../chat/card.ts';
import { verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import { codeForm, enterForm, placeName } from '../../link-cards.ts';
import type { Connected } from '../../people/connecting.ts';
import type { Speaker } from '../../words/speak.ts';

const adminButton = (say: Speaker, look: Button['look'] = 'primary'): Button =>
  verbButton('admin', say('command.admin'), look);

/** `own` is the workspace in which the coordinator asks. */
/** `may`: whoever asks may connect and separate. */
export function workspacesCard(
  say: Speaker,
  workspaces: readonly Connected[],
  own: string,
  may: boolean,
): Card {
  return {
    name: 'admin.workspaces',
    summary: say('admin.workspaces-title'),
    blocks: [
      heading(say('admin.workspaces-title')),
      text(say('admin.workspaces', { count: workspaces.length })),
      {
        kind: 'list',
        items: workspaces.map((one) => workspaceItem(say, one, own, may && workspaces.length > 1)),
      },
      ...(may ? [] : [text(say('admin.not-for-deputies'))]),
      buttons(
        ...(may
          ? [
              { press: 'admin.connect', label: say('admin.connect') },
              { press: 'admin.enter', label: say('link.have') },
            ]
          : []),
        adminButton(say, 'plain'),
      ),
    ],
  };
}

export const notForDeputiesCard = (say: Speaker): Card => ({
  name: 'admin.not-for-deputies',
  summary: say('admin.not-for-deputies'),
  blocks: [text(say('admin.not-for-deputies')), buttons(adminButton(say))],
});

function workspaceItem(say: Speaker, workspace: Connected, own: string, maySeparate: boolean): Item {
  const name = placeName(say, { platform: workspace.platform, workspace: workspace.name });
  return {
    text: [
      { kind: 'strong', text: name },
      ...(workspace.id === own ? [` (${say('settings.this-one')})`] : []),
    ],
    ...(maySeparate
      ? {
          buttons: [
            {
              press: 'admin.separate',
              value: workspace.id,
              label: say('admin.separate'),
              look: 'danger' as const,
              confirm: {
                title: say('admin.separate-title'),
                text: say('admin.separate-sure', { workspace: name }),
                yes: say('admin.separate'),
                no: say('any.not-now'),
              },
            },
          ],
        }
      : {}),
  };
}

export const connectForm = (say: Speaker, code: string): Form =>
  codeForm(say, {
    name: 'admin.connect',
    title: say('admin.connect'),
    code,
    how: say('admin.code-how'),
    warning: say('admin.code-warning'),
  });

export const typeForm = (say: Speaker): Form =>
  enterForm(say, { name: 'admin.enter', title: say('link.have'), warning: say('admin.code-warning') });

export const confirmForm = (say: Speaker, code: string, other: string | undefined): Form => ({
  name: 'admin.confirm',
  title: say('admin.confirm-title'),
  parts: [
    ...(other === undefined ? [] : [text(say('admin.confirm', { other }))]),
    text(say('admin.confirm-run')),
    text(say('admin.confirm-people')),
    quiet(say('admin.confirm-undo')),
  ],
  submit: say('admin.confirm-yes'),
  close: say('any.not-now'),
  carries: code,
});

type Places = { one: string; other: string };

/** The answer to whoever did it, and the message to every coordinator. */
export const connectedCard = (say: Speaker, places: Places): Card => ({
  name: 'admin.connected',
  summary: say('admin.connected-title'),
  blocks: [
    heading(say('admin.connected-title')),
    text(say('admin.connected', places)),
    quiet(say('admin.confirm-undo')),
    buttons(adminButton(say)),
  ],
});

export const separatedCard = (say: Speaker, workspace: string): Card => ({
  name: 'admin.separated',
  summary: say('admin.separated-title'),
  blocks: [
    heading(say('admin.separated-title')),
    text(say('admin.separated', { workspace })),
    quiet(say('admin.separated-kept')),
    buttons(adminButton(say)),
  ],
});

/** To both accounts of somebody who had one on each side. */
export const partedNotice = (say: Speaker, workspace: string): Card => ({
  name: 'admin.parted',
  summary: say('settings.unlinked-title'),
  blocks: [
    text(say('admin.parted', { workspace })),
    text(say('settings.unlinked-own')),
    buttons(verbButton('settings', say('command.settings'), 'primary')),
  ],
});

export const busyCard = (say: Speaker): Card => ({
  name: 'admin.busy',
  summary: say('admin.busy'),
  blocks: [text(say('admin.busy')), buttons(adminButton(say))],
});
