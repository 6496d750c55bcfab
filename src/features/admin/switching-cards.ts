// How it looks what a programme has, and what can be switched on. Arranges; the catalogue speaks.
import { type Button, buttons, type Card, heading, type Item, text } from '../../chat/card.ts';
import { type Switchable, verbButton } from '../../chat/feature.ts';
import type { Key, Speaker } from '../../words/speak.ts';

/** `introduced`: people were told of it when it was on before. */
export type Switch = Pick<Switchable, 'name' | 'label' | 'about' | 'isOn'> & { introduced: boolean };

/** What every programme starts with, as a coordinator knows it. */
const always: readonly Key[] = ['command.checkin', 'any.help', 'command.settings', 'command.privacy'];

export const switchingButton = (say: Speaker): Button => ({
  press: 'admin.features',
  label: say('features.title'),
});

/** `said`: what has just changed. `readers`: so many have said yes to news. */
export function featuresCard(
  say: Speaker,
  switches: readonly Switch[],
  readers: number,
  said?: string,
): Card {
  return {
    name: 'admin.features',
    summary: say('features.title'),
    blocks: [
      heading(say('features.title')),
      ...(said === undefined ? [] : [text([{ kind: 'strong', text: said }])]),
      text(say('features.always', { features: always.map((key) => say(key)).join(', ') })),
      { kind: 'list', items: switches.map((one) => switchItem(say, one, readers)) },
      buttons(verbButton('admin', say('command.admin'))),
    ],
  };
}

function switchItem(say: Speaker, { name, label, about, isOn, introduced }: Switch, readers: number): Item {
  const title = say(isOn ? 'features.off-title' : 'features.on-title');
  const sure = isOn
    ? say('features.off-sure')
    : introduced
      ? say('features.on-again')
      : say('features.on-first', { readers });
  const yes = say(isOn ? 'features.switch-off' : 'features.switch-on');
  return {
    text: [
      { kind: 'strong', text: say(label) },
      ` (${say(isOn ? 'features.on' : 'features.off')})\n`,
      say(about),
    ],
    buttons: [
      {
        press: isOn ? 'admin.switch-off' : 'admin.switch-on',
        value: name,
        label: yes,
        confirm: { title, text: sure, yes, no: say('any.not-now') },
      },
    ],
  };
}
