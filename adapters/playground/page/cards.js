// Draws Adaptive Cards by Microsoft's own package, as Teams does, and hands on what is pressed in them.
import { make } from './element.js';
import { cardMarkdown, startMarkdown } from './markdown.js';
import { pictureAddress, safeAddress, spoken } from './text.js';

/** Where the stylesheet's own colours stand for the package's, so that a card follows light and dark by itself. */
const ink = (name) => ({ default: `var(--${name})`, subtle: `var(--${name === 'ink' ? 'soft' : name})` });
const foregroundColors = {
  default: ink('ink'),
  dark: ink('ink'),
  light: ink('soft'),
  accent: ink('deep'),
  good: ink('good'),
  warning: ink('lamp'),
  attention: ink('danger'),
};
const container = (background) => ({ backgroundColor: `var(--${background})`, foregroundColors });

/** https://learn.microsoft.com/adaptive-cards/rendering-cards/host-config */
const look = {
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 18, default: 22, medium: 23, large: 25, extraLarge: 29 },
  spacing: { small: 4, default: 10, medium: 16, large: 22, extraLarge: 30, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--edge)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container('sheet'),
    emphasis: container('shade'),
    accent: container('glow'),
    good: container('shade'),
    attention: container('wrong'),
    warning: container('glow'),
  },
  actions: {
    // More are drawn by Teams in a menu, which the package can do too.
    maxActions: 6,
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 10, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 220 }, value: { wrap: true }, spacing: 12 },
  textBlock: { headingLevel: 3 },
  inputs: {
    label: {
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', weight: 'bolder', size: 'small' },
  },
};

let loading;
let config;

const script = (name) =>
  new Promise((resolve, reject) => {
    document.head.append(
      make('script', {
        src: `/playground/page/${name}`,
        onload: resolve,
        onerror: () => reject(new Error(`${name} did not load.`)),
      }),
    );
  });

/** To the package nothing is no number: what may be left empty could not be, where it has a least or a most. */
const numberOf = (NumberInput) =>
  class extends NumberInput {
    get value() {
      return Number.isNaN(super.value) ? undefined : super.value;
    }
    set value(content) {
      super.value = content;
    }
  };

/** Fetches what draws cards, once: whoever sits in Slack can do without. */
export function startCards() {
  loading ??= (async () => {
    await Promise.all(['adaptivecards.js', 'markdown-it.js'].map(script));
    startMarkdown();
    const { AdaptiveCard, GlobalRegistry, GlobalSettings, HostConfig, NumberInput } = window.AdaptiveCards;
    GlobalRegistry.elements.register('Input.Number', numberOf(NumberInput));
    AdaptiveCard.onProcessMarkdown = (words, result) => {
      result.outputHtml = cardMarkdown(words);
      result.didProcess = true;
    };
    GlobalSettings.setTabIndexAtCardRoot = false;
    GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;
    config = new HostConfig(look);
  })();
  return loading;
}

const forms = {
  COMPACT: { year: 'numeric', month: 'numeric', day: 'numeric' },
  SHORT: { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
  LONG: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};
const clock = { hour: 'numeric', minute: '2-digit' };

/**
 * `{{DATE(…)}}` and `{{TIME(…)}}` in the reader's own zone: the package would take this computer's.
 * https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-formatting-and-localization
 */
const timed = (words, scene) =>
  words.replaceAll(
    /\{\{(DATE|TIME)\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2}))(?:, ?(COMPACT|SHORT|LONG))?\)\}\}/g,
    (_all, what, at, form = 'COMPACT') =>
      spoken(Date.parse(at), what === 'DATE' ? forms[form] : clock, scene),
  );

/**
 * The card as it is drawn: moments spoken, people to pick from filled in, pictures of ours at this address, and each
 * action under a name of its own, by which `actions` gives it back as it was sent.
 */
function prepared(part, scene, actions) {
  if (typeof part === 'string') return timed(part, scene);
  if (Array.isArray(part)) return part.map((one) => prepared(one, scene, actions));
  if (typeof part !== 'object' || part === null) return part;
  const made = {};
  for (const [name, value] of Object.entries(part))
    made[name] = name === 'data' ? value : prepared(value, scene, actions);
  const type = String(part.type);
  if (type.startsWith('Action.')) {
    made.id = `action-${actions.size}`;
    actions.set(made.id, part);
  }
  if (type === 'Image') made.url = pictureAddress(part.url ?? '');
  if (type === 'Input.ChoiceSet' && part['choices.data']?.dataset?.startsWith('graph.microsoft.com/users')) {
    delete made['choices.data'];
    made.choices = [
      ...(part.choices ?? []),
      ...scene.directory.map(({ id, name }) => ({ title: name, value: id })),
    ];
  }
  return made;
}

function follow(address) {
  const href = safeAddress(address);
  if (href) make('a', { href, target: '_blank', rel: 'noopener noreferrer' }).click();
}

/** Groups say what they are, and each thing has a key, so that the focus finds its place again. */
function named(card) {
  for (const input of card.getAllInputs()) {
    const control = input.renderedInputControlElement;
    if (!control) continue;
    control.dataset.key = input.id;
    const label = control.closest('.ac-input-container')?.previousElementSibling;
    if (input.getJsonTypeName() === 'Input.Toggle' || control.matches('input, select, textarea')) continue;
    control.setAttribute('role', input.isMultiSelect ? 'group' : 'radiogroup');
    if (label?.id) control.setAttribute('aria-labelledby', label.id);
  }
}

/** What the package marks by colour alone is said as well. */
function markWrong(root) {
  for (const control of root.querySelectorAll('.ac-input')) {
    const isWrong = control.classList.contains('ac-input-validation-failed');
    if (isWrong) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
}

/**
 * `scene`: { locale, zone, directory, press(action, inputs, node) }; `action` is the pressed one as the card has it,
 * `inputs` are by input id, '' where nothing is filled in.
 */
export function drawCard(json, scene) {
  const { AdaptiveCard } = window.AdaptiveCards;
  const actions = new Map();
  const card = new AdaptiveCard();
  card.hostConfig = config;
  card.onExecuteAction = (action) => {
    const type = action.getJsonTypeName();
    if (type === 'Action.OpenUrl') follow(action.url);
    else if (type !== 'Action.Execute') scene.cannot(type);
    else {
      const inputs = Object.values(action.getReferencedInputs());
      const filled = Object.fromEntries(inputs.map((input) => [input.id, String(input.value ?? '')]));
      scene.press(actions.get(action.id), filled, action.renderedElement);
    }
  };
  card.parse(prepared(json, scene, actions));
  const drawn = card.render();
  if (!drawn) return make('p', { class: 'cannot' }, 'Teams cannot draw this card.');
  named(card);
  // A form of its own keeps its radio buttons apart from those of another card with the same names.
  const form = make(
    'form',
    { class: 'card', novalidate: true, autocomplete: 'off', lang: scene.locale },
    drawn,
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('click', () => setTimeout(() => markWrong(form)), true);
  form.addEventListener('input', () => setTimeout(() => markWrong(form)));
  return form;
}
