// Admin: the programme's set-up. Opens on what needs the coordinator today; a steward sees the same, and changes nothing.
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { entries } from '../../people/audit.ts';
import { holders, holdersOf } from '../../people/roles.ts';
import {
  adminCard,
  loneCard,
  noStewardItem,
  recordCard,
  recordPage,
  rolesCard,
  stewardCard,
} from './cards.ts';
import { naming } from './naming.ts';
import { switching } from './switching.ts';
import { switchingButton } from './switching-cards.ts';
import { showWorkspaces, workspaces } from './workspaces.ts';

const leads = ['roles', 'record', 'workspaces'];

export function admin(keys: KeyRing): Feature {
  const places = workspaces(keys);
  return {
    name: 'admin',
    roles: ['coordinator'],
    commands: [
      {
        verb: 'admin',
        label: 'command.admin',
        hint: 'command.admin-hint',
        also: ['administracion', 'administración', 'programme', 'program', 'programa'],
        roles: ['coordinator', 'steward'],
        leads,
        run: show,
      },
    ],
    presses: { ...places.presses, ...naming.presses, ...switching },
    forms: { ...places.forms, ...naming.forms },
    async needs({ tx, say, now }) {
      const running = await holdersOf(tx, 'coordinator', now);
      const stewards = await holdersOf(tx, 'steward', now);
      return [
        ...(running.length > 1 ? [] : [loneCard(say)]),
        ...(stewards.length > 0 ? [] : [noStewardItem(say)]),
      ];
    },
    admin: ({ say }) => [switchingButton(say)],
  };
}

/** What is behind the verb leads to one screen each: also from a button, and for a steward, who presses no others. */
async function show(context: Context, words: string): Promise<Reply> {
  const { tx, say, person, now } = context;
  const kind = context.event.kind === 'button-pressed' ? 'replace' : 'card';
  const mayChange = person.roles.includes('coordinator');
  const [lead = '', from = ''] = words.toLowerCase().split(/\s+/);
  switch (lead) {
    case 'roles':
      return { answer: { kind, card: rolesCard(say, await holders(tx, now), mayChange) } };
    case 'record': {
      const first = Math.max(0, Math.trunc(Number(from) || 0));
      const page = await entries(tx, first, recordPage);
      return { answer: { kind, card: recordCard(say, page, first, context.optional()) } };
    }
    case 'workspaces':
      if (mayChange) return showWorkspaces(context, kind);
  }
  if (!mayChange) return { answer: { kind, card: stewardCard(say, context.optional()) } };
  return { answer: { kind, card: adminCard(say, await context.needs(), context.adminButtons()) } };
}
