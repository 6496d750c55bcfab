// What answers without database, transaction or outbox: asked first, before limits and identity, and never made to wait.
import type { ChatEvent, Who } from './chat/event.ts';
import type { Always, Command, Context, Feature } from './chat/feature.ts';
import type { Answer } from './chat/message.ts';
import type { Platform, Profile } from './chat/platform.ts';
import type { Memory } from './people/memory.ts';
import { nearestLanguage } from './words/speak.ts';
import { verbOf } from './words/verb.ts';

/** Nobody waits longer than this for the platform to say who somebody is. */
export const profilePatienceMs = 700;

/** `keep` runs `work` in a transaction of the person's own, and then what `work` gives back. */
export type KeepLater = (
  event: ChatEvent,
  profile: Profile | undefined,
  work: (context: Context) => Promise<() => void>,
) => void;

/** Undefined: nothing here answers this event, and it goes the ordinary way. */
export function makeAlways(parts: {
  features: readonly Feature[];
  commands: readonly Command[];
  memory: Memory;
  platforms: ReadonlyMap<string, Platform>;
  now: () => number;
  keepLater: KeepLater;
}): (event: ChatEvent) => Promise<Answer> | undefined {
  const { features, commands, memory, platforms, now, keepLater } = parts;
  const all = features.flatMap(({ always }) => always ?? []);
  const introduced = new Set<string>();

  function verbAsked(event: ChatEvent): string {
    switch (event.kind) {
      case 'command-used':
        return verbOf(`${event.verb} ${event.words}`, commands).verb;
      case 'said':
        return verbOf(event.text, commands).verb;
      case 'button-pressed':
        return event.press.startsWith('do.')
          ? verbOf(`${event.press.slice('do.'.length)} ${event.value}`, commands).verb
          : '';
      default:
        return '';
    }
  }

  /** The first thing that somebody ever asks may be this: it is said in their language, if the platform knows it at once. */
  async function introduce(who: Who): Promise<Profile | undefined> {
    const key = `${who.platform} ${who.workspace} ${who.account}`;
    if (introduced.has(key) || (memory.person(who)?.profileAt ?? 0) > 0) return undefined;
    const profile = await platforms.get(who.platform)?.profileOf(who, profilePatienceMs);
    if (!profile) return undefined;
    introduced.add(key);
    const { language, timeZone } = profile;
    // Not noted as asked: whoever writes the person down asks again.
    memory.keepPerson(who, {
      language: nearestLanguage(language),
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    return profile;
  }

  async function answerWith(event: ChatEvent, always: Always): Promise<Answer> {
    const profile = await introduce(event.who);
    const { answer, after } = always.answer(event, memory, now());
    if (after) keepLater(event, profile, after);
    return answer;
  }

  return (event) => {
    const verb = verbAsked(event);
    const press = event.kind === 'button-pressed' ? event.press : '';
    const found = all.find(({ verbs, presses }) => verbs.includes(verb) || presses.includes(press));
    return found && answerWith(event, found);
  };
}
