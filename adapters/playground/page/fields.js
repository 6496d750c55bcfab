// Buttons, and everything that can be filled in. A field keeps what is in it in `scene.values`, in the shape of
// Slack's `view.state.values`, so that it outlives a redrawing of its form.
import { freshId, make } from './element.js';
import { safeAddress } from './text.js';

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
const kinds = {
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

const framed = new Set(['radio_buttons', 'checkboxes', 'multi_static_select', 'multi_users_select']);
const written = new Set(['plain_text_input', 'number_input', 'email_text_input', 'url_text_input']);

const cannot = (type) => make('p', { class: 'cannot' }, `The playground cannot draw this: ${type}`);

/** What stands in the field, and where to put what comes in. `told` hears of each change. */
function holder(element, block, scene, told) {
  const [name, initial] = kinds[element.type];
  const mine = scene.values[block.block_id]?.[element.action_id];
  const set = (content) => {
    scene.values[block.block_id] = {
      ...scene.values[block.block_id],
      [element.action_id]: { type: element.type, [name]: content },
    };
    told(content);
  };
  return { set, value: mine?.type === element.type ? mine[name] : element[initial] };
}

/** What a press says was chosen: option values rather than options. */
const choiceOf = (content) => {
  if (Array.isArray(content)) return content.map((one) => one.value ?? one);
  return content?.value ?? content ?? '';
};

const keyOf = (element, block) => `${block.block_id}/${element.action_id}`;

function button(element, block, scene) {
  const attributes = {
    class: `press ${element.style ?? ''}`,
    'aria-label': element.accessibility_label,
    'data-key': keyOf(element, block),
    onclick: (event) => scene.press(block, element, undefined, event.currentTarget),
  };
  const href = element.url && safeAddress(element.url);
  if (href)
    return make(
      'a',
      { ...attributes, href, target: '_blank', rel: 'noopener noreferrer' },
      element.text.text,
    );
  return make('button', { ...attributes, type: 'button' }, element.text.text);
}

function overflow(element, block, scene) {
  const menu = make(
    'details',
    { class: 'overflow' },
    make('summary', { class: 'press', 'aria-label': 'More' }, '⋯'),
    make(
      'div',
      { class: 'overflow-list' },
      element.options.map((option) =>
        make(
          'button',
          {
            type: 'button',
            class: 'press',
            onclick: (event) => {
              menu.open = false;
              scene.press(block, element, option.value, event.currentTarget);
            },
          },
          option.text.text,
        ),
      ),
    ),
  );
  return menu;
}

/** An element outside of a field of its own: what is done to it is told to the bot at once. */
export function lone(element, block, scene) {
  if (element.type === 'button') return button(element, block, scene);
  if (element.type === 'overflow') return overflow(element, block, scene);
  const kind = kinds[element.type];
  if (!kind) return cannot(element.type);
  const names = { 'aria-label': element.placeholder?.text ?? 'Choose', 'data-key': keyOf(element, block) };
  const held = holder(element, block, scene, (content) => {
    scene.press(block, element, choiceOf(content), control);
  });
  const control = kind[2](element, held, names, scene);
  return control;
}

/** A block of kind `input`: label, control, help, counter, and room for what is wrong with it. */
export function field(block, scene) {
  const { element } = block;
  const kind = kinds[element.type];
  if (!kind) return cannot(element.type);
  const [id, named, help, count, wrong] = [freshId(), freshId(), freshId(), freshId(), freshId()];
  const counted = element.max_length !== undefined;
  const counter = make('p', { class: 'counter', id: count });
  const tally = (content) => {
    const length = content?.length ?? 0;
    counter.textContent = `${length} of ${element.max_length} characters`;
    counter.toggleAttribute('data-over', length > element.max_length);
  };
  const dispatch = (content) => scene.press(block, element, choiceOf(content), control);
  const held = holder(element, block, scene, (content) => {
    if (counted) tally(content);
    if (block.dispatch_action && !written.has(element.type)) dispatch(content);
  });
  if (counted) tally(held.value);
  const described = [block.hint && help, counted && count].filter(Boolean).join(' ');
  const names = {
    id,
    'data-key': keyOf(element, block),
    'data-described': described,
    'aria-describedby': described || undefined,
    'aria-required':
      !block.optional && element.type !== 'checkboxes' && !framedGroup(element) ? 'true' : undefined,
    'aria-labelledby': framed.has(element.type) ? named : undefined,
  };
  const control = kind[2](element, held, names, scene);
  if (block.dispatch_action && written.has(element.type)) {
    control.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || element.multiline) return;
      event.preventDefault();
      dispatch(control.value);
    });
  }
  if (element.focus_on_load) control.setAttribute('data-first', '');
  const label = [
    block.label.text,
    block.optional ? make('span', { class: 'optional' }, ' (optional)') : undefined,
  ];
  return make(
    'div',
    { class: 'field', 'data-block': block.block_id },
    framed.has(element.type)
      ? make('p', { class: 'label', id: named, dir: 'auto' }, label)
      : make('label', { class: 'label', for: id, dir: 'auto' }, label),
    control,
    counted ? counter : undefined,
    block.hint ? make('p', { class: 'hint', id: help, dir: 'auto' }, block.hint.text) : undefined,
    make('p', { class: 'wrong', id: wrong, dir: 'auto', hidden: true }),
  );
}

/** A group of ticks has no required state of its own in ARIA; a radio group has. */
const framedGroup = (element) => framed.has(element.type) && element.type !== 'radio_buttons';

/** Shows each sentence at its field, takes back older ones, and moves to the first. Gives those without a field. */
export function showErrors(form, errors) {
  const left = { ...errors };
  let first;
  for (const box of form.querySelectorAll('.field')) {
    const sentence = errors[box.dataset.block];
    delete left[box.dataset.block];
    const wrong = box.querySelector('.wrong');
    const control = box.querySelector('[data-key]');
    wrong.textContent = sentence ?? '';
    wrong.hidden = !sentence;
    const described = [sentence && wrong.id, control.dataset.described].filter(Boolean).join(' ');
    if (described) control.setAttribute('aria-describedby', described);
    else control.removeAttribute('aria-describedby');
    if (sentence) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
    if (sentence) first ??= control;
  }
  (first?.querySelector('input') ?? first)?.focus();
  return Object.values(left);
}
