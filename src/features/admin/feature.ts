// Admin: the programme's set-up, for coordinators. Which workspaces are one programme, and what features offer.
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { placeName, refusedCode } from '../../link-cards.ts';
import { holdersOf } from '../../people/account.ts';
import { type Codes, makeCodes } from '../../people/code.ts';
import {
  connectedWorkspaces,
  connectWorkspaces,
  type NotConnected,
  seeWorkspaceCode,
} from '../../people/connecting.ts';
import { claimSeparating, separateWorkspace, whoMustKnow } from '../../people/separating.ts';
import { type Speaker, speakerOf } from '../../words/speak.ts';
import {
  adminCard,
  busyCard,
  confirmForm,
  connectedCard,
  connectForm,
  partedNotice,
  separatedCard,
  typeForm,
} from './cards.ts';
import { switching } from './switching.ts';
import { switchingButton } from './switching-cards.ts';

export function admin(keys: KeyRing): Feature {
  const codes = makeCodes(keys);
  return {
    name: 'admin',
    roles: ['coordinator'],
    commands: [
      {
        verb: 'admin',
        label: 'command.admin',
        hint: 'command.admin-hint',
        also: ['administracion', 'administración', 'programme', 'program', 'programa'],
        roles: ['coordinator'],
        run: (context) => showProgramme(context, 'card'),
      },
    ],
    presses: {
      ...switching,
      connect: (context) => makeCode(codes, context),
      enter: async ({ say }) => ({ answer: { kind: 'form', form: typeForm(say) } }),
      separate: (context, press) => separate(context, press.value),
    },
    forms: {
      enter: {
        draw: ({ say }) => typeForm(say),
        sent: (context, answers) => lookUp(codes, context, answers),
      },
      confirm: {
        draw: ({ say }, carries) => confirmForm(say, carries, undefined),
        sent: (context, _, carries) => connect(codes, context, carries),
      },
    },
    admin: ({ say }) => [switchingButton(say)],
  };
}

async function showProgramme(context: Context, kind: 'card' | 'replace'): Promise<Reply> {
  const { tx, say, person } = context;
  const workspaces = await connectedWorkspaces(tx);
  return { answer: { kind, card: adminCard(say, workspaces, person.workspace, context.adminButtons()) } };
}

async function makeCode(codes: Codes, { tx, person, say, now, id }: Context): Promise<Reply> {
  const code = await codes.make(tx, 'workspace', person, now, id);
  return { answer: { kind: 'form', form: connectForm(say, code) } };
}

const refusedField = (field: string, say: Speaker, { because }: NotConnected): Reply => ({
  answer: { kind: 'errors', errors: { [field]: refusalOf(say, because) } },
});

function refusalOf(say: Speaker, because: NotConnected['because']): string {
  switch (because) {
    case 'code':
      return refusedCode(say);
    case 'own':
      return say('admin.own');
    case 'busy':
      return say('admin.busy');
  }
}

async function lookUp(codes: Codes, context: Context, { code }: Answers): Promise<Reply> {
  const alone = context.alone();
  const { person, say, now } = context;
  const typed = typeof code === 'string' ? code : '';
  const seen = await seeWorkspaceCode(alone, person, codes.digestOf('workspace', typed), now);
  if (seen.kind === 'refused') return refusedField('code', say, seen);
  const other = placeName(say, { platform: seen.platform, workspace: seen.name });
  return { answer: { kind: 'form', form: confirmForm(say, typed, other) } };
}

/** What came along may have been changed by whoever sends it: all of it is looked up again. */
async function connect(codes: Codes, context: Context, typed: string): Promise<Reply> {
  const alone = context.alone();
  const { tx, person, say, now } = context;
  const own = await ownPlace(context);
  const connected = await connectWorkspaces(alone, person, codes.digestOf('workspace', typed), now);
  if (connected.kind === 'refused') return refusedField('', say, connected);
  const placesFor = (reader: Speaker) => ({
    one: placeName(reader, own),
    other: placeName(reader, { platform: connected.platform, workspace: connected.name }),
  });
  // Whoever did it too: with many people it takes longer than a chat waits for an answer.
  const coordinators = await holdersOf(tx, 'coordinator');
  return {
    answer: { kind: 'replace', card: connectedCard(say, placesFor(say)) },
    deliveries: coordinators.map((reader) => {
      const readers = speakerOf(reader);
      return {
        to: { kind: 'person', person: reader.id },
        card: connectedCard(readers, placesFor(readers)),
        why: 'notice',
      };
    }),
  };
}

async function separate(context: Context, workspace: string): Promise<Reply> {
  const alone = context.alone();
  const { tx, person, say, id, now } = context;
  if (!(await claimSeparating(alone, person))) return { answer: { kind: 'card', card: busyCard(say) } };
  const workspaces = await connectedWorkspaces(tx);
  const leaving = workspaces.find((one) => one.id === workspace);
  // Pressed twice, or somebody else's: what there is now is shown again.
  if (!leaving || workspaces.length < 2) return showProgramme(context, 'replace');
  const nameFor = (readers: Speaker): string =>
    placeName(readers, { platform: leaving.platform, workspace: leaving.name });
  const { parted, coordinators } = await whoMustKnow(tx, workspace);
  // Before anything moves: each message then goes to the side where its reader goes.
  await context.tell([
    ...coordinators.map((reader) => ({
      to: { kind: 'account' as const, account: reader.account },
      card: separatedCard(speakerOf(reader), nameFor(speakerOf(reader))),
      why: 'notice' as const,
    })),
    ...parted.map((reader) => ({
      to: { kind: 'account' as const, account: reader.account },
      card: partedNotice(speakerOf(reader), nameFor(speakerOf(reader))),
      why: 'notice' as const,
    })),
  ]);
  await separateWorkspace(alone, person, workspace, id, now);
  return { answer: { kind: 'replace', card: separatedCard(say, nameFor(say)) } };
}

async function ownPlace({ tx, person }: Context): Promise<{ platform: string; workspace: string }> {
  const own = (await connectedWorkspaces(tx)).find((one) => one.id === person.workspace);
  if (!own) throw new Error('whoever acts does so in a workspace');
  return { platform: own.platform, workspace: own.name };
}
