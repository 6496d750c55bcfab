// What a programme has: a coordinator switches features on and off. People are told of a new one after the commit, by an errand
// (people/introducing.ts): in a large programme it takes longer than a chat waits for an answer.
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import { note } from '../../people/audit.ts';
import { countReaders, takeBackIntroductions } from '../../people/introducing.ts';
import { switchesIn, switchFeature } from '../../people/switches.ts';
import { featuresCard } from './switching-cards.ts';

export const switching: NonNullable<Feature['presses']> = {
  features: (context) => show(context, 'card'),
  'switch-on': (context, { value }) => turn(context, value, true),
  'switch-off': (context, { value }) => turn(context, value, false),
};

/** As the table says now: what this process remembers of it may be of before. */
async function show({ tx, say, optional }: Context, kind: 'card' | 'replace', said?: string): Promise<Reply> {
  const known = await switchesIn(tx);
  const switches = optional().map((one) => ({
    ...one,
    isOn: known.get(one.name)?.isOn ?? false,
    introduced: known.get(one.name)?.introduced ?? false,
  }));
  return { answer: { kind, card: featuresCard(say, switches, await countReaders(tx), said) } };
}

async function turn(context: Context, name: string, isOn: boolean): Promise<Reply> {
  const { tx, say, now, person, optional } = context;
  const feature = optional().find((one) => one.name === name);
  if (!feature) return show(context, 'replace', say('features.unknown'));
  const wasOn = (await switchesIn(tx)).get(name)?.isOn ?? false;
  const turned = await switchFeature(tx, person.organisation, name, isOn, now);
  if (!isOn) await takeBackIntroductions(tx, name);
  if (wasOn !== isOn) await note(context, { what: isOn ? 'feature-on' : 'feature-off', feature: name });
  const words = { feature: say(feature.label) };
  const said = !isOn
    ? say('features.switched-off', words)
    : turned === 'new'
      ? say('features.switched-on-first', { ...words, readers: await countReaders(tx) })
      : say('features.switched-on-again', words);
  return { ...(await show(context, 'replace', said)), switched: true };
}
