// Joining and leaving: the first word to whoever is new, and what people let us send them by ourselves.
import type { Joined } from '../../chat/event.ts';
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { Delivery } from '../../chat/message.ts';
import { type KeyRing, keyedDigest } from '../../guard/seal.ts';
import { kinds, type Said, saidBy, sayOf } from '../../people/consent.ts';
import { makeTombstones } from '../../people/tombstone.ts';
import { welcomeAccount } from '../../people/welcoming.ts';
import {
  chooseForm,
  chosenCard,
  inCard,
  isAsked,
  notNowCard,
  stoppedCard,
  wantsNothing,
  welcomeBlocks,
  welcomeCard,
} from './cards.ts';

const everything = (agreed: boolean): Said => Object.fromEntries(kinds.map((kind) => [kind, agreed]));

export function membership(keys: KeyRing): Feature {
  const tombstones = makeTombstones(keys);
  const digest = keyedDigest(keys, 'welcome');

  /** Once for each account, however often the platform tells of it, and not to whoever had everything erased. */
  async function welcome({ tx, person, say, now }: Context, { who }: Joined): Promise<readonly Delivery[]> {
    const { workspace } = person;
    const [mayBeAsked] = await tombstones.without(tx, workspace, [who.account]);
    if (mayBeAsked === undefined) return [];
    const found = await welcomeAccount(tx, workspace, who.account, now);
    if (found.kind === 'welcomed') return [];
    // They have found us already, and have said what they want.
    if (found.kind === 'new' && !isAsked(await saidBy(tx, found.person))) return [];
    return [
      {
        to:
          found.kind === 'stranger'
            ? { kind: 'stranger', workspace, account: who.account }
            : { kind: 'person', person: found.person },
        card: welcomeCard(say, {}),
        why: 'welcome',
        once: `welcome:${digest(`${workspace} ${who.account}`)}`,
      },
    ];
  }

  return {
    name: 'membership',
    commands: [
      {
        verb: 'about',
        label: 'command.about',
        hint: 'command.about-hint',
        also: [
          'what is this',
          'who are you',
          'welcome',
          'qué es esto',
          'que es esto',
          'quién eres',
          'bienvenida',
        ],
        run: async ({ tx, person, say }) => ({
          answer: { kind: 'card', card: welcomeCard(say, await saidBy(tx, person.id)) },
        }),
      },
      {
        verb: 'messages',
        unlisted: true,
        label: 'membership.choose',
        hint: 'command.messages-hint',
        also: ['notifications', 'mensajes', 'avisos', 'notificaciones'],
        run: choose,
      },
      {
        verb: 'stop',
        unlisted: true,
        label: 'membership.stop-all',
        hint: 'command.stop-hint',
        also: ['stop everything', 'unsubscribe', 'parar', 'basta', 'darme de baja'],
        run: (context) => stop(context, 'card'),
      },
    ],
    presses: {
      yes: async (context) => {
        await sayOf(context.tx, context.person, everything(true), context.now);
        return { answer: { kind: 'replace', card: inCard(context.say) } };
      },
      choose,
      'not-now': notNow,
      stop: (context) => stop(context, 'replace'),
    },
    forms: { choose: { draw: drawChoices, sent: chosen } },
    async home({ tx, person, say }) {
      const said = await saidBy(tx, person.id);
      return isAsked(said) ? welcomeBlocks(say, said) : [];
    },
    joined: welcome,
  };
}

const drawChoices = async ({ tx, person, say }: Context) => chooseForm(say, await saidBy(tx, person.id));

const choose = async (context: Context): Promise<Reply> => ({
  answer: { kind: 'form', form: await drawChoices(context) },
});

async function chosen({ tx, person, say, now }: Context, answers: Answers): Promise<Reply> {
  const ticked = Array.isArray(answers.kinds) ? answers.kinds : [];
  const said: Said = Object.fromEntries(kinds.map((kind) => [kind, ticked.includes(kind)]));
  await sayOf(tx, person, said, now);
  return {
    answer: { kind: 'replace', card: wantsNothing(said) ? notNowCard(say) : chosenCard(say, said) },
  };
}

/** An old question that is put away takes back nothing that they have said since. */
async function notNow({ tx, person, say, now }: Context): Promise<Reply> {
  const before = await saidBy(tx, person.id);
  if (isAsked(before)) await sayOf(tx, person, everything(false), now);
  return {
    answer: { kind: 'replace', card: wantsNothing(before) ? notNowCard(say) : chosenCard(say, before) },
  };
}

async function stop({ tx, person, say, now }: Context, kind: 'card' | 'replace'): Promise<Reply> {
  await sayOf(tx, person, everything(false), now);
  return { answer: { kind, card: stoppedCard(say) } };
}
