// A door whose work after its answers can be waited for.
import type { Knock, Reception } from '../../src/web/door.ts';

type Accept = (knock: Knock) => Promise<Reception>;

/** `followed`: all that was to run after an answer has run. */
export function withAfters(door: { accept: Accept }): { accept: Accept; followed(): Promise<void> } {
  const afters = new Set<Promise<void>>();
  return {
    async accept(knock) {
      const { after, ...reception } = await door.accept(knock);
      if (!after) return reception;
      return {
        ...reception,
        after() {
          const work = after().finally(() => afters.delete(work));
          afters.add(work);
          return work;
        },
      };
    },
    async followed() {
      while (afters.size > 0) await Promise.all(afters);
    },
  };
}
