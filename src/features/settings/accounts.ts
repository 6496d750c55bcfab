// Which accounts are one person, and where that person is reached.
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { Delivery } from '../../chat/message.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { placeName, refusedCode } from '../../link-cards.ts';
import { type Codes, makeCodes } from '../../people/code.ts';
import {
  accountsOf,
  chooseReach,
  linkAccounts,
  type NotLinked,
  seeAccountCode,
  unlinkAccount,
} from '../../people/linking.ts';
import { type Speaker, speakerOf } from '../../words/speak.ts';
import {
  confirmForm,
  linkedCard,
  linkedNotice,
  linkForm,
  reachForm,
  typeForm,
  unlinkedNotice,
} from './account-cards.ts';
import { showSettings } from './show.ts';

export type Accounts = Required<Pick<Feature, 'presses' | 'forms'>>;

export function accounts(keys: KeyRing): Accounts {
  const codes = makeCodes(keys);
  return {
    presses: {
      link: (context) => makeCode(codes, context),
      enter: async ({ say }) => ({ answer: { kind: 'form', form: typeForm(say) } }),
      reach: async ({ tx, say, person }) => ({
        answer: { kind: 'form', form: reachForm(say, await accountsOf(tx, person.id)) },
      }),
      unlink: (context, press) => unlink(context, press.value),
    },
    forms: {
      enter: {
        draw: ({ say }) => typeForm(say),
        sent: (context, answers) => lookUp(codes, context, answers),
      },
      confirm: {
        draw: ({ say }, carries) => confirmForm(say, carries, undefined),
        sent: (context, _, carries) => link(codes, context, carries),
      },
      reach: {
        draw: async ({ tx, say, person }) => reachForm(say, await accountsOf(tx, person.id)),
        sent: chosen,
      },
    },
  };
}

async function makeCode(codes: Codes, { tx, person, say, now, id }: Context): Promise<Reply> {
  const code = await codes.make(tx, 'account', person, now, id);
  return { answer: { kind: 'form', form: linkForm(say, code) } };
}

const refusedField = (field: string, say: Speaker, { because }: NotLinked): Reply => ({
  answer: { kind: 'errors', errors: { [field]: refusalOf(say, because) } },
});

function refusalOf(say: Speaker, because: NotLinked['because']): string {
  switch (because) {
    case 'code':
      return refusedCode(say);
    case 'own':
      return say('link.own');
    case 'one':
      return say('link.one');
    case 'place':
      return say('link.place');
    case 'leader':
      return say('link.leader');
    case 'busy':
      return say('link.busy');
  }
}

async function lookUp(codes: Codes, context: Context, { code }: Answers): Promise<Reply> {
  const { tx, person, say, now } = context;
  const typed = typeof code === 'string' ? code : '';
  const seen = await seeAccountCode(tx, person, codes.digestOf('account', typed), now);
  if (seen.kind === 'refused') return refusedField('code', say, seen);
  const places = { mine: await actingPlace(context), other: placeName(say, seen) };
  return { answer: { kind: 'form', form: confirmForm(say, typed, places) } };
}

/** What came along may have been changed by whoever sends it: all of it is looked up again. */
async function link(codes: Codes, context: Context, typed: string): Promise<Reply> {
  const { tx, person, say, now } = context;
  const digest = codes.digestOf('account', typed);
  // Alone costs those who share the transaction a second try: a wrong code must not.
  const seen = await seeAccountCode(tx, person, digest, now);
  if (seen.kind === 'refused') return refusedField('', say, seen);
  const linked = await linkAccounts(context.alone(), person, digest, now);
  if (linked.kind === 'refused') return refusedField('', say, linked);
  const accounts = await accountsOf(tx, person.id);
  const acting = accounts.find(({ id }) => id === person.account);
  const placesFor = (reader: Speaker) => ({
    one: acting ? placeName(reader, acting) : '',
    other: placeName(reader, linked),
  });
  // The other account may be somebody else's who did not want this: it is told in the language that it was spoken to in.
  const theirs = speakerOf(linked);
  return {
    answer: { kind: 'replace', card: linkedCard(say, placesFor(say)) },
    deliveries: accounts.map(({ id }) => {
      const reader = id === linked.account ? theirs : say;
      return toAccount(id, linkedNotice(reader, placesFor(reader)));
    }),
  };
}

async function unlink(context: Context, account: string): Promise<Reply> {
  const { tx, person, say, now } = context;
  const before = await accountsOf(tx, person.id);
  const unlinked = await unlinkAccount(tx, person, account, now);
  // Pressed twice, or somebody else's: what there is now is shown again.
  if (unlinked === 'gone') return showSettings(context, 'replace');
  const after = { ...context, person: unlinked.actor };
  const places = { one: await actingPlace(after), other: placeName(say, unlinked.left) };
  const { answer } = await showSettings(after, 'replace');
  return { answer, deliveries: before.map((one) => toAccount(one.id, unlinkedNotice(say, places))) };
}

const toAccount = (account: string, card: Delivery['card']): Delivery => ({
  to: { kind: 'account', account },
  card,
  why: 'notice',
});

async function actingPlace({ tx, person, say }: Context): Promise<string> {
  const accounts = await accountsOf(tx, person.id);
  const acting = accounts.find((account) => account.id === person.account);
  if (!acting) throw new Error('whoever acts has an account');
  return placeName(say, acting);
}

async function chosen(context: Context, { account }: Answers): Promise<Reply> {
  await chooseReach(
    context.tx,
    context.person,
    typeof account === 'string' && account !== 'latest' ? account : null,
  );
  return showSettings(context, 'replace');
}
