// What can be filled in, by the element's type. A control shows `held.value` and hands changes to `held.set`, both in
// the shape that Slack's `view.state.values` has.
import { freshId, make } from './element.js';

const optionsIn = (element) => [
  ...(element.options ?? []),
  ...(element.option_groups ?? []).flatMap((group) => group.options),
];

/** `held.value` as it stands, `held.set` to change it; `names` label the control. */
function textInput(element, held, names) {
  const tag = element.multiline ? 'textarea' : 'input';
  const kind =
    { number_input: 'number', email_text_input: 'email', url_text_input: 'url' }[element.type] ?? 'text';
  const input = make(tag, {
    ...names,
    ...(tag === 'textarea' ? { rows: 4 } : { type: kind }),
    ...(kind === 'number'
      ? { step: element.is_decimal_allowed ? 'any' : 1, min: element.min_value, max: element.max_value }
      : {}),
    placeholder: element.placeholder?.text,
    dir: 'auto',
    autocomplete: 'off',
    oninput: () => held.set(input.value === '' ? null : input.value),
  });
  input.value = held.value ?? '';
  return input;
}

/** A date or a time. */
const moment = (type) => (_element, held, names) => {
  const input = make('input', { ...names, type, onchange: () => held.set(input.value || null) });
  input.value = held.value ?? '';
  return input;
};

const optionNode = (option, chosen) =>
  make('option', { value: option.value, selected: option.value === chosen }, option.text.text);

function dropDown(offered, groups, chosen, element, names, set) {
  const select = make(
    'select',
    { ...names, onchange: () => set(offered.find((option) => option.value === select.value)) },
    make('option', { value: '' }, element.placeholder?.text ?? '—'),
    groups.map(({ label, options }) =>
      label
        ? make(
            'optgroup',
            { label: label.text },
            options.map((option) => optionNode(option, chosen)),
          )
        : options.map((option) => optionNode(option, chosen)),
    ),
  );
  return select;
}

const select = (element, held, names) =>
  dropDown(
    optionsIn(element),
    element.option_groups ?? [{ options: element.options }],
    held.value?.value,
    element,
    names,
    (option) => held.set(option ?? null),
  );

const asOptions = (list) =>
  list.map(([value, words]) => ({ value, text: { type: 'plain_text', text: words } }));

/** A choice among people or conversations: the value is the id. */
const selectOf = (listed) => (element, held, names, scene) => {
  const options = asOptions(listed(scene));
  return dropDown(options, [{ options }], held.value, element, names, (option) =>
    held.set(option?.value ?? null),
  );
};

/** Radio buttons or ticks in a frame of their own; `isOn` and `flip` say what each does. */
function choices(offered, type, names, isOn, flip) {
  const name = freshId();
  return make(
    'div',
    { ...names, class: 'choices', role: type === 'radio' ? 'radiogroup' : 'group' },
    offered.map((option) => {
      const input = make('input', {
        type,
        name,
        value: option.value,
        onchange: () => flip(option, input.checked),
      });
      input.checked = isOn(option);
      return make(
        'label',
        { class: 'choice' },
        input,
        make(
          'span',
          { dir: 'auto' },
          option.text.text,
          option.description ? make('small', {}, option.description.text) : undefined,
        ),
      );
    }),
  );
}

const radio = (element, held, names) =>
  choices(
    element.options,
    'radio',
    names,
    (option) => held.value?.value === option.value,
    (option) => held.set(option),
  );

const several = (offered, kept) => (element, held, names, scene) => {
  let chosen = [...(held.value ?? [])];
  const same = (one, option) => (one.value ?? one) === option.value;
  return choices(
    offered(element, scene),
    'checkbox',
    names,
    (option) => chosen.some((one) => same(one, option)),
    (option, on) => {
      chosen = chosen.filter((one) => !same(one, option));
      if (on) chosen.push(kept(option));
      held.set(chosen);
    },
  );
};

const people = (scene) => scene.people.map((one) => [one.id, one.realName]);
const channels = (scene) =>
  scene.conversations.filter((one) => one.kind === 'channel').map((one) => [one.id, `#${one.name}`]);
const anywhere = (scene) => scene.conversations.map((one) => [one.id, scene.titleOf(one)]);

const own = (option) => option;
const value = (option) => option.value;

/** By element: the name of its value, of its first value, and how it is drawn. */
export const kinds = {
  plain_text_input: ['value', 'initial_value', textInput],
  number_input: ['value', 'initial_value', textInput],
  email_text_input: ['value', 'initial_value', textInput],
  url_text_input: ['value', 'initial_value', textInput],
  datepicker: ['selected_date', 'initial_date', moment('date')],
  timepicker: ['selected_time', 'initial_time', moment('time')],
  static_select: ['selected_option', 'initial_option', select],
  radio_buttons: ['selected_option', 'initial_option', radio],
  checkboxes: ['selected_options', 'initial_options', several(optionsIn, own)],
  multi_static_select: ['selected_options', 'initial_options', several(optionsIn, own)],
  users_select: ['selected_user', 'initial_user', selectOf(people)],
  multi_users_select: [
    'selected_users',
    'initial_users',
    several((_e, scene) => asOptions(people(scene)), value),
  ],
  channels_select: ['selected_channel', 'initial_channel', selectOf(channels)],
  conversations_select: ['selected_conversation', 'initial_conversation', selectOf(anywhere)],
};

export const framed = new Set(['radio_buttons', 'checkboxes', 'multi_static_select', 'multi_users_select']);
export const written = new Set(['plain_text_input', 'number_input', 'email_text_input', 'url_text_input']);
