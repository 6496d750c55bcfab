// The staff list, as coordinators bring it: a file by a link, pasted text, or what the chat's directory knows. In each case
// they see first what would come of it, and nothing changes before they say yes.
import type { ButtonPressed } from '../../chat/event.ts';
import { type Context, type Feature, type Reply, verbButton } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { note } from '../../people/audit.ts';
import { readTable } from '../../people/csv.ts';
import { askDirectory } from '../../people/directory-taking.ts';
import type { MailDigest } from '../../people/mail.ts';
import { standingRoster } from '../../people/roster.ts';
import { draftRoster, dropDraft, hasDraft, useDraft } from '../../people/roster-draft.ts';
import { knownHeaders, readRoster } from '../../people/roster-reading.ts';
import { makeUploadLink } from '../../people/upload-link.ts';
import {
  askedCard,
  noListItem,
  notUsedCard,
  pasteForm,
  previewCard,
  rosterCard,
  uploadCard,
  usedCard,
  waitingItem,
} from './cards.ts';
import { problemsWords } from './wording.ts';

export type RosterParts = {
  keys: KeyRing;
  digest: MailDigest;
  /** Where a browser reaches us, without a slash at the end; undefined where it does not. */
  base: () => string | undefined;
  /** Whether a bot may read the directory of this platform. */
  hasDirectory: (platform: string) => boolean;
};

export function roster(parts: RosterParts): Feature {
  const { keys, digest, base, hasDirectory } = parts;

  async function show({ tx, say, event }: Context): Promise<Reply> {
    const means = {
      upload: base() !== undefined,
      directory: hasDirectory(event.who.platform),
      keyId: keys.keyId,
    };
    return { answer: { kind: 'card', card: rosterCard(say, await standingRoster(tx), means) } };
  }

  async function link({ tx, person, say, now }: Context): Promise<Reply> {
    const start = base();
    // A button that was drawn while there was an address.
    if (start === undefined) return { answer: { kind: 'card', card: notUsedCard(say, 'gone') } };
    const token = await makeUploadLink(tx, person, now);
    const address = `${start.replace(/\/+$/, '')}/upload/${token}`;
    return { answer: { kind: 'card', card: uploadCard(say, address) } };
  }

  async function pasted(context: Context, answers: Answers): Promise<Reply> {
    const { tx, person, say, now, id } = context;
    const table = readTable(typeof answers.list === 'string' ? answers.list : '', knownHeaders);
    const reading =
      table.kind === 'wrong'
        ? { kind: 'wrong' as const, problems: [table.problem] }
        : readRoster(table.table, digest);
    if (reading.kind === 'wrong') {
      const words = [say('staff.wrong'), ...problemsWords(say, reading.problems)].join('\n');
      return { answer: { kind: 'errors', errors: { list: words } } };
    }
    const { entries, ...remarks } = reading;
    const preview = await draftRoster(tx, keys, person, { id: id(), way: 'pasted', entries, remarks }, now);
    return { answer: { kind: 'replace', card: previewCard(say, preview) } };
  }

  async function use({ tx, person, say, now, id }: Context, { value }: ButtonPressed): Promise<Reply> {
    const used = await useDraft(tx, keys, person, value, now, id);
    if (used.kind === 'used')
      await note({ tx, person, now, id }, { what: 'staff-taken', count: used.people });
    const card = used.kind === 'used' ? usedCard(say, used.people) : notUsedCard(say, used.kind);
    return { answer: { kind: 'replace', card } };
  }

  async function drop({ tx, person, say }: Context, { value }: ButtonPressed): Promise<Reply> {
    await dropDraft(tx, person.id, value);
    return { answer: { kind: 'replace', card: notUsedCard(say, 'dropped') } };
  }

  async function directory({ tx, person, say, now, id }: Context): Promise<Reply> {
    await askDirectory(tx, person, id(), now);
    return { answer: { kind: 'card', card: askedCard(say) } };
  }

  return {
    name: 'roster',
    roles: ['coordinator'],
    commands: [
      {
        verb: 'staff',
        label: 'command.staff',
        hint: 'command.staff-hint',
        also: ['roster', 'people', 'staff list', 'personal', 'plantilla', 'lista de personal'],
        roles: ['coordinator'],
        run: show,
      },
    ],
    presses: {
      upload: link,
      paste: async ({ say }) => ({ answer: { kind: 'form', form: pasteForm(say) } }),
      directory,
      use,
      drop,
    },
    forms: {
      paste: {
        draw: ({ say }) => pasteForm(say),
        sent: pasted,
      },
    },
    admin: ({ say }) => [verbButton('staff', say('command.staff'))],
    async needs({ tx, person, say, now }) {
      if (await hasDraft(tx, person.id, now)) return [waitingItem(say)];
      return (await standingRoster(tx)) ? [] : [noListItem(say)];
    },
  };
}
