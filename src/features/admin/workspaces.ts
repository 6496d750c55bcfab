// Which workspaces are one programme: connecting another by a one-time code, and separating one again. By coordinators alone: whom
// a deputy connects would run the programme too, and that is not theirs to choose.
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { placeName, refusedCode } from '../../link-cards.ts';
import { note } from '../../people/audit.ts';
import { type Codes, makeCodes } from '../../people/code.ts';
import {
  connectedWorkspaces,
  connectWorkspaces,
  type NotConnected,
  seeWorkspaceCode,
} from '../../people/connecting.ts';
import { isCoordinator } from '../../people/role.ts';
import { holdersOf } from '../../people/roles.ts';
import { claimSeparating, separateWorkspace, whoMustKnow } from '../../people/separating.ts';
import { type Speaker, speakerOf } from '../../words/speak.ts';
import {
  busyCard,
  confirmForm,
  connectedCard,
  connectForm,
  notForDeputiesCard,
  partedNotice,
  separatedCard,
  typeForm,
  workspacesCard,
} from './workspace-cards.ts';

export function workspaces(keys: KeyRing): Required<Pick<Feature, 'presses' | 'forms'>> {
  const codes = makeCodes(keys);
  return {
    presses: {
      connect: byCoordinators((context) => makeCode(codes, context)),
      enter: byCoordinators(async ({ say }) => ({ answer: { kind: 'form', form: typeForm(say) } })),
      separate: byCoordinators((context, press) => separate(context, press.value)),
    },
    forms: {
      enter: {
        draw: ({ say }) => typeForm(say),
        sent: byCoordinators((context, answers) => lookUp(codes, context, answers)),
      },
      confirm: {
        draw: ({ say }, carries) => confirmForm(say, carries, undefined),
        sent: byCoordinators((context, _, carries) => connect(codes, context, carries)),
      },
    },
  };
}

const byCoordinators =
  <Told extends readonly unknown[]>(handle: (context: Context, ...told: Told) => Promise<Reply>) =>
  async (context: Context, ...told: Told): Promise<Reply> =>
    isCoordinator(context.person.roles)
      ? handle(context, ...told)
      : { answer: { kind: 'card', card: notForDeputiesCard(context.say) } };

export async function showWorkspaces({ tx, say, person }: Context, kind: 'card' | 'replace'): Promise<Reply> {
  return {
    answer: {
      kind,
      card: workspacesCard(say, await connectedWorkspaces(tx), person.workspace, isCoordinator(person.roles)),
    },
  };
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
  await note(context, {
    what: 'workspace-connected',
    place: placeName(say, { platform: connected.platform, workspace: connected.name }),
  });
  const placesFor = (reader: Speaker) => ({
    one: placeName(reader, own),
    other: placeName(reader, { platform: connected.platform, workspace: connected.name }),
  });
  // Whoever did it too: with many people it takes longer than a chat waits for an answer.
  const coordinators = await holdersOf(tx, 'coordinator', now);
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
  if (!leaving || workspaces.length < 2) return showWorkspaces(context, 'replace');
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
  await note(context, { what: 'workspace-separated', place: nameFor(say) });
  await separateWorkspace(alone, person, workspace, id, now);
  return { answer: { kind: 'replace', card: separatedCard(say, nameFor(say)) } };
}

async function ownPlace({ tx, person }: Context): Promise<{ platform: string; workspace: string }> {
  const own = (await connectedWorkspaces(tx)).find((one) => one.id === person.workspace);
  if (!own) throw new Error('whoever acts does so in a workspace');
  return { platform: own.platform, workspace: own.name };
}
